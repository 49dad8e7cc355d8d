@NullMarked
package chat.parley.room.presence;

import org.jspecify.annotations.NullMarked;
