package chat.parley.contracts.bus;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.RecentDirect;
import java.util.List;
import java.util.Map;

/** What {@link RelayLink} sends. */
sealed interface Frame {

    /**
     * A batch of new events.
     *
     * @param encoded what was encoded already of what other relays are sent too
     */
    record Events(List<ConversationEvents> batch, EncodedOnce encoded) implements Frame {
        public Events {
            batch = List.copyOf(batch);
        }
    }

    record Presence(PresenceFrame frame, EncodedOnce encoded) implements Frame {}

    record Tails(Map<ConversationId, Long> tails, List<RecentDirect> directs) implements Frame {
        public Tails {
            tails = Map.copyOf(tails);
            directs = List.copyOf(directs);
        }
    }
}
