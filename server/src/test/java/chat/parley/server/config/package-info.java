@NullMarked
package chat.parley.server.config;

import org.jspecify.annotations.NullMarked;
