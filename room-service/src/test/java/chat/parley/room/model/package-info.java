@NullMarked
package chat.parley.room.model;

import org.jspecify.annotations.NullMarked;
