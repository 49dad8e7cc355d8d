/** Names beyond ASCII, tested. */
@NullMarked
package chat.parley.server.names;

import org.jspecify.annotations.NullMarked;
