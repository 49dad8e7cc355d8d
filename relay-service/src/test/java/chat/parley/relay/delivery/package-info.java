@NullMarked
package chat.parley.relay.delivery;

import org.jspecify.annotations.NullMarked;
