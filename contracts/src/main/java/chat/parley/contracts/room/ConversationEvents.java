package chat.parley.contracts.room;

import java.util.List;

/**
 * Consecutive new events of one conversation.
 *
 * @param firstSent of a private conversation in a frame: the first position of what this relay was sent lately, so that one that
 *     doesn't know the conversation yet can tell its beginning from a gap; 0: nothing is said about that
 */
public record ConversationEvents(ConversationRef conversation, List<Event> events, long firstSent) {
    public ConversationEvents {
        events = List.copyOf(events);
    }

    public ConversationEvents(ConversationRef conversation, List<Event> events) {
        this(conversation, events, 0);
    }

    /** The position of the first event that is stored; 0 where none is. */
    public long first() {
        for (Event event : events) {
            if (event.sequence() > 0) {
                return event.sequence();
            }
        }
        return 0;
    }

    /** The position of the last event that is stored; 0 where none is. */
    public long last() {
        for (Event event : events.reversed()) {
            if (event.sequence() > 0) {
                return event.sequence();
            }
        }
        return 0;
    }
}
