@NullMarked
package chat.parley.protocol.message;

import org.jspecify.annotations.NullMarked;
