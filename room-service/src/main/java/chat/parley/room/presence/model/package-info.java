/** Who is here, as a pure machine: nicks, sessions, away. */
@NullMarked
package chat.parley.room.presence.model;

import org.jspecify.annotations.NullMarked;
