@NullMarked
package chat.parley.room.jdbc;

import org.jspecify.annotations.NullMarked;
