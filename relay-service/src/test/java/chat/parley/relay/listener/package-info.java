@NullMarked
package chat.parley.relay.listener;

import org.jspecify.annotations.NullMarked;
