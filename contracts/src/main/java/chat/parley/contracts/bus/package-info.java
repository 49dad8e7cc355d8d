/** The event bus behind the contracts: addresses, codecs, timeouts, coalescing. */
@NullMarked
package chat.parley.contracts.bus;

import org.jspecify.annotations.NullMarked;
