package chat.parley.relay.delivery;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.room.RoomSnapshot;
import io.vertx.core.Future;

/** Which rooms this process is sent the events of, for all its loops together. Called on any loop. */
public interface Subscriptions {

    /**
     * A loop begins to follow a room.
     *
     * @return the room as it stood at a position after which all its events are sent; completes on the calling context. When it
     *     fails, the room is not followed.
     */
    Future<RoomSnapshot> subscribe(ConversationId room);

    /** A loop follows a room no more; once for each success of {@link #subscribe}. */
    void unsubscribe(ConversationId room);
}
