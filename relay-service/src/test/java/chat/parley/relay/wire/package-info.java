/** Relays with real sockets, before services that live in memory. */
@NullMarked
package chat.parley.relay.wire;

import org.jspecify.annotations.NullMarked;
