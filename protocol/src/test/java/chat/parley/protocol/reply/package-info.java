@NullMarked
package chat.parley.protocol.reply;

import org.jspecify.annotations.NullMarked;
