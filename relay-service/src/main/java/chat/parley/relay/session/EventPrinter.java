package chat.parley.relay.session;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.protocol.capability.CapabilitySet;
import chat.parley.protocol.line.Line;
import org.jspecify.annotations.Nullable;

/** How an event of a conversation looks to somebody. */
@FunctionalInterface
public interface EventPrinter {

    /**
     * The line of an event.
     *
     * @param reader who is to read it; matters in private conversations
     * @return the line without a label, or null when such a reader is not shown it
     */
    @Nullable
    Line print(ConversationRef conversation, Event event, @Nullable PersonId reader, CapabilitySet capabilities);
}
