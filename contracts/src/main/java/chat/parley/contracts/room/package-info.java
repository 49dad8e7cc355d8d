/** What the room service is asked about conversations, and the events that relays are told. */
@NullMarked
package chat.parley.contracts.room;

import org.jspecify.annotations.NullMarked;
