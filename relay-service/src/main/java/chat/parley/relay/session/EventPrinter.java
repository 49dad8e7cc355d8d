package chat.parley.relay.session;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.protocol.capability.CapabilitySet;
import chat.parley.protocol.line.Line;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an event of a conversation looks to somebody. */
@FunctionalInterface
public interface EventPrinter {

    /**
     * The lines of an event: one, but for a message of several lines.
     *
     * @param reader who is to read it; matters in private conversations
     * @return the lines without a label; none when such a reader is not shown it
     */
    List<Line> print(ConversationRef conversation, Event event, @Nullable PersonId reader, CapabilitySet capabilities);
}
