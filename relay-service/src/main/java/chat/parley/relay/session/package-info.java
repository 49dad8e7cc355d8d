/**
 * One client connection as a pure machine: lines and answers in, lines and questions out. No sockets, clock, logging or bus.
 */
@NullMarked
package chat.parley.relay.session;

import org.jspecify.annotations.NullMarked;
