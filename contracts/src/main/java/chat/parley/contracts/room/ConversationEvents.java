package chat.parley.contracts.room;

import java.util.List;

/** Consecutive new events of one conversation. */
public record ConversationEvents(ConversationRef conversation, List<Event> events) {
    public ConversationEvents {
        events = List.copyOf(events);
    }
}
