@NullMarked
package chat.parley.server.health;

import org.jspecify.annotations.NullMarked;
