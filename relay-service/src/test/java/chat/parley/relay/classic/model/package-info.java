@NullMarked
package chat.parley.relay.classic.model;

import org.jspecify.annotations.NullMarked;
