/** Which names people may take: the choice of the configuration, and names beyond ASCII. */
@NullMarked
package chat.parley.server.names;

import org.jspecify.annotations.NullMarked;
