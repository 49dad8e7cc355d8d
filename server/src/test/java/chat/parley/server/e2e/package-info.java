/** The whole server, seen from outside: real processes, real sockets, real files. */
@NullMarked
package chat.parley.server.e2e;

import org.jspecify.annotations.NullMarked;
