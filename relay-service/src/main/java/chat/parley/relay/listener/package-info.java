/** Sockets: listening, TLS, cutting bytes into lines, and the bounds that every connection has. */
@NullMarked
package chat.parley.relay.listener;

import org.jspecify.annotations.NullMarked;
