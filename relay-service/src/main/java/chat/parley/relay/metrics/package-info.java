/** What a relay counts. */
@NullMarked
package chat.parley.relay.metrics;

import org.jspecify.annotations.NullMarked;
