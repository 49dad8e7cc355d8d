/**
 * From committed events to bytes in sockets: lines of events, batches that are encoded once for all their readers, and the streams
 * that keep this loop's views.
 */
@NullMarked
package chat.parley.relay.delivery;

import org.jspecify.annotations.NullMarked;
