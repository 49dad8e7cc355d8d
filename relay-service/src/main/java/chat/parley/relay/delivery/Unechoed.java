package chat.parley.relay.delivery;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What sessions of this loop caused, by the place that it got, until this loop has come there. An event whose frame was lost comes
 * from the record, which doesn't know who on which connection caused it; here it is known. Of the last 4,096; of earlier ones the
 * sender is shown what all others are. Used on the loop's thread only.
 */
final class Unechoed {
    private static final int MOST = 4_096;

    private final Map<Place, Origin> origins = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Origin> eldest) {
            return size() > MOST;
        }
    };

    private record Place(ConversationId conversation, long sequence) {}

    void expect(ConversationId conversation, long sequence, @Nullable Origin origin) {
        if (origin != null) {
            origins.put(new Place(conversation, sequence), origin);
        }
    }

    /** It has come. */
    void came(ConversationId conversation, long sequence) {
        origins.remove(new Place(conversation, sequence));
    }

    /** Events from the record, those that are expected with their origins. */
    List<Event> known(ConversationId conversation, List<Event> events) {
        if (origins.isEmpty()) {
            return events;
        }
        List<Event> known = new ArrayList<>(events.size());
        for (Event event : events) {
            Origin origin = origins.remove(new Place(conversation, event.sequence()));
            known.add(
                    origin == null
                            ? event
                            : new Event(event.sequence(), event.timeMillis(), event.author(), origin, event.change()));
        }
        return known;
    }
}
