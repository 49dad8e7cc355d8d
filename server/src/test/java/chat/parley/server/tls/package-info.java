@NullMarked
package chat.parley.server.tls;

import org.jspecify.annotations.NullMarked;
