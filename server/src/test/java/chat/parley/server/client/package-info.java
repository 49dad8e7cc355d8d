@NullMarked
package chat.parley.server.client;

import org.jspecify.annotations.NullMarked;
