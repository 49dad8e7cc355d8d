/** The text of a message that takes several lines on the wire. */
@NullMarked
package chat.parley.protocol.message;

import org.jspecify.annotations.NullMarked;
