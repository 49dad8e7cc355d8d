/** What the processes of a cluster tell each other about themselves. */
@NullMarked
package chat.parley.contracts.status;

import org.jspecify.annotations.NullMarked;
