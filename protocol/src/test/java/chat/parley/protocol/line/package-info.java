@NullMarked
package chat.parley.protocol.line;

import org.jspecify.annotations.NullMarked;
