@NullMarked
package chat.parley.protocol.capability;

import org.jspecify.annotations.NullMarked;
