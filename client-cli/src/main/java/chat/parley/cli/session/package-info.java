/**
 * What goes on between this client and a server, as a machine: signing in, rooms, what was said, what is still on its way.
 * Pure: no sockets, no threads, no clock of its own. {@link chat.parley.cli.session.Session} is the way in.
 */
@NullMarked
package chat.parley.cli.session;

import org.jspecify.annotations.NullMarked;
