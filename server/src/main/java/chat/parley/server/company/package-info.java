/** The other processes of a cluster, as this one hears of them. */
@NullMarked
package chat.parley.server.company;

import org.jspecify.annotations.NullMarked;
