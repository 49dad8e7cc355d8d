@NullMarked
package chat.parley.contracts.bus;

import org.jspecify.annotations.NullMarked;
