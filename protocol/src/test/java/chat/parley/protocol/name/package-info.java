@NullMarked
package chat.parley.protocol.name;

import org.jspecify.annotations.NullMarked;
