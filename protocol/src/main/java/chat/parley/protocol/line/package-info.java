/**
 * One IRC line: cut out of a byte stream, parsed, and written back to bytes.
 */
@NullMarked
package chat.parley.protocol.line;

import org.jspecify.annotations.NullMarked;
