/** Connections: listeners, sessions, command handlers and fan-out. Holds no truth. */
@NullMarked
package chat.parley.relay;

import org.jspecify.annotations.NullMarked;
