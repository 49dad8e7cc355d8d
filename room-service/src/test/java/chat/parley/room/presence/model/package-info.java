@NullMarked
package chat.parley.room.presence.model;

import org.jspecify.annotations.NullMarked;
