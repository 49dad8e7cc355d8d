/** Relays before services that live in memory: with real sockets, and single loops without. */
@NullMarked
package chat.parley.relay.wire;

import org.jspecify.annotations.NullMarked;
