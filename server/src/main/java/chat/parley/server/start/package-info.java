/** How a start goes wrong. */
@NullMarked
package chat.parley.server.start;

import org.jspecify.annotations.NullMarked;
