/** Who may know whom, enforced. */
@NullMarked
package chat.parley.server.architecture;

import org.jspecify.annotations.NullMarked;
