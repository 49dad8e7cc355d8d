@NullMarked
package chat.parley.relay.view;

import org.jspecify.annotations.NullMarked;
