/**
 * Names as they stand on the wire, checked once at the edge and then carried as types.
 */
@NullMarked
package chat.parley.protocol.name;

import org.jspecify.annotations.NullMarked;
