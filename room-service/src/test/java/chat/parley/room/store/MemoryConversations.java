package chat.parley.room.store;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.RoomModes;
import chat.parley.contracts.room.Topic;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.Conversation;
import chat.parley.room.model.Direct;
import chat.parley.room.model.Need;
import chat.parley.room.model.Room;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rooms and private conversations, and who is in them, in memory. */
final class MemoryConversations {
    private final Map<ConversationId, Row> rows = new TreeMap<>(Comparator.comparingLong(ConversationId::value));
    private final Map<ChangeSet.Membership, Integer> members = new HashMap<>();

    /** A conversation as a row has it. */
    record Row(
            Need need,
            ConversationRef ref,
            @Nullable RoomModes modes,
            @Nullable Topic topic,
            long createdAtMillis,
            boolean remembered) {}

    void write(ChangeSet changes) {
        for (Conversation ended : changes.ended()) {
            rows.remove(ended.id());
            members.keySet().removeIf(key -> key.conversation().equals(ended.id()));
        }
        changes.changed().stream()
                .filter(conversation -> !changes.ended().contains(conversation))
                .forEach(conversation -> rows.put(conversation.id(), row(conversation)));
        changes.members().forEach((key, ranks) -> {
            if (ranks == ChangeSet.GONE) {
                members.remove(key);
            } else if (rows.containsKey(key.conversation())) {
                members.put(key, ranks);
            }
        });
        members.keySet().removeIf(key -> changes.forgotten().contains(key.person()));
    }

    private static Row row(Conversation conversation) {
        return switch (conversation) {
            case Room room ->
                new Row(room.need(), room.ref(), room.modes(), room.topic(), room.createdAtMillis(), room.remembered());
            case Direct direct -> new Row(direct.need(), direct.ref(), null, null, 0, false);
        };
    }

    Collection<Row> all() {
        return rows.values();
    }

    boolean has(ConversationId id) {
        return rows.containsKey(id);
    }

    Row get(ConversationId id) {
        return Objects.requireNonNull(rows.get(id));
    }

    /** Those that somebody is in. */
    List<Row> of(PersonId person) {
        return rows.values().stream().filter(row -> isMember(row, person)).toList();
    }

    boolean isMember(Row row, PersonId person) {
        return members.containsKey(new ChangeSet.Membership(row.ref().id(), person));
    }

    /** Who is in one, with their ranks. */
    Map<PersonId, Integer> ranks(ConversationId id) {
        Map<PersonId, Integer> ranks = new HashMap<>();
        members.forEach((key, rank) -> {
            if (key.conversation().equals(id)) {
                ranks.put(key.person(), rank);
            }
        });
        return ranks;
    }

    /** The guests among those who are in any. */
    List<PersonId.OfGuest> guests() {
        return members.keySet().stream()
                .map(ChangeSet.Membership::person)
                .filter(PersonId.OfGuest.class::isInstance)
                .map(PersonId.OfGuest.class::cast)
                .distinct()
                .toList();
    }
}
