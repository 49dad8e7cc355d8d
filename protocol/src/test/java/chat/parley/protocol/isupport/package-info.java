@NullMarked
package chat.parley.protocol.isupport;

import org.jspecify.annotations.NullMarked;
