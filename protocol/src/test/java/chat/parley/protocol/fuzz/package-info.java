@NullMarked
package chat.parley.protocol.fuzz;

import org.jspecify.annotations.NullMarked;
