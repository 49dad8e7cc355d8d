package chat.parley.room.model;

import chat.parley.contracts.identity.ConversationId;
import java.util.ArrayList;
import java.util.List;

/**
 * The conversations that a person has a part in: the rooms, and of guests, whose private conversations end with them, those too.
 */
public final class Memberships {
    private final List<ConversationId> rooms;
    private final List<ConversationId> directs;

    public Memberships() {
        this(List.of(), List.of());
    }

    /** @param directs only needed for guests */
    public Memberships(List<ConversationId> rooms, List<ConversationId> directs) {
        this.rooms = new ArrayList<>(rooms);
        this.directs = new ArrayList<>(directs);
    }

    int roomCount() {
        return rooms.size();
    }

    List<ConversationId> rooms() {
        return rooms;
    }

    List<ConversationId> directs() {
        return directs;
    }
}
