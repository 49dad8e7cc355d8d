package chat.parley.contracts.room;

import java.util.List;

/**
 * Part of a conversation's record.
 *
 * @param events oldest first; no origins
 */
public record HistoryPage(ConversationRef conversation, List<Event> events) {
    public HistoryPage {
        events = List.copyOf(events);
    }
}
