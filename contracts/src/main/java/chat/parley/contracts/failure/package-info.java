/** The one way in which a request fails. */
@NullMarked
package chat.parley.contracts.failure;

import org.jspecify.annotations.NullMarked;
