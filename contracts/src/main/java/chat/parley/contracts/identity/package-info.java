/** Who and what: ids that never change and are never used again. */
@NullMarked
package chat.parley.contracts.identity;

import org.jspecify.annotations.NullMarked;
