@NullMarked
package chat.parley.protocol.id;

import org.jspecify.annotations.NullMarked;
