/** Telling the relays, and the log, what was committed. */
@NullMarked
package chat.parley.room.tell;

import org.jspecify.annotations.NullMarked;
