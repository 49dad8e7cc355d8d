@NullMarked
package chat.parley.contracts.metadata;

import org.jspecify.annotations.NullMarked;
