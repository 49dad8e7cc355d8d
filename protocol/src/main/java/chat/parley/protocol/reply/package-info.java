/**
 * The catalogue of everything that the server answers with, numerics and standard replies.
 */
@NullMarked
package chat.parley.protocol.reply;

import org.jspecify.annotations.NullMarked;
