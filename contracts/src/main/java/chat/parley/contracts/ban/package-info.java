/** Who may not come to this network. */
@NullMarked
package chat.parley.contracts.ban;

import org.jspecify.annotations.NullMarked;
