/** What people and rooms say of themselves: keys and values. */
@NullMarked
package chat.parley.contracts.metadata;

import org.jspecify.annotations.NullMarked;
