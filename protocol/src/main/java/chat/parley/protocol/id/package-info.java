/**
 * What identifies a message, a request or an instant on the wire.
 */
@NullMarked
package chat.parley.protocol.id;

import org.jspecify.annotations.NullMarked;
