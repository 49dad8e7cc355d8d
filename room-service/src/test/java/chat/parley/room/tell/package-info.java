@NullMarked
package chat.parley.room.tell;

import org.jspecify.annotations.NullMarked;
