@NullMarked
package chat.parley.room;

import org.jspecify.annotations.NullMarked;
