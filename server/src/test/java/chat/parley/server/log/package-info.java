@NullMarked
package chat.parley.server.log;

import org.jspecify.annotations.NullMarked;
