package chat.parley.room.model;

import chat.parley.contracts.identity.ConversationId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The conversations that a person has a part in: the rooms, and of guests, whose private conversations end with them, those too; and
 * the rooms whose founder they are, there or not.
 */
public final class Memberships {
    private final List<ConversationId> rooms;
    private final List<ConversationId> directs;
    private final Set<ConversationId> founded;

    public Memberships() {
        this(List.of(), List.of(), Set.of());
    }

    /** @param directs only needed for guests */
    public Memberships(List<ConversationId> rooms, List<ConversationId> directs, Set<ConversationId> founded) {
        this.rooms = new ArrayList<>(rooms);
        this.directs = new ArrayList<>(directs);
        this.founded = new HashSet<>(founded);
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

    Set<ConversationId> founded() {
        return founded;
    }
}
