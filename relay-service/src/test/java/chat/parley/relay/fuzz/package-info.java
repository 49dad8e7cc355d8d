/** Hostile clients. */
@NullMarked
package chat.parley.relay.fuzz;

import org.jspecify.annotations.NullMarked;
