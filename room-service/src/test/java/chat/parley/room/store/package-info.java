@NullMarked
package chat.parley.room.store;

import org.jspecify.annotations.NullMarked;
