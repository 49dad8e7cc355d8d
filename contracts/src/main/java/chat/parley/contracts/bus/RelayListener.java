package chat.parley.contracts.bus;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.RecentDirect;
import java.util.List;
import java.util.Map;

/** What a relay is told by the services, in the order in which each service sent it. Called on the context that registered it. */
public interface RelayListener {

    /** A committed batch: the new events of every conversation that concerns this relay. */
    void onEvents(List<ConversationEvents> batch);

    void onPresence(PresenceFrame frame);

    /**
     * Now and then, and instead of events when the relay is behind: where its conversations' sequences end.
     *
     * @param tails of rooms
     * @param directs private conversations, and what of them this relay was sent since it confirmed their end last
     */
    void onTails(Map<ConversationId, Long> tails, List<RecentDirect> directs);
}
