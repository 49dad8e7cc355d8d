package chat.parley.contracts.room;

import chat.parley.contracts.metadata.Metadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room as it stood at a committed position of its sequence.
 *
 * @param sequence of the last event that is contained; live events continue with the next
 * @param createdAtMillis since 1970
 * @param metadata what the room says of itself
 */
public record RoomSnapshot(
        ConversationRef.Room room,
        long sequence,
        @Nullable Topic topic,
        RoomModes modes,
        List<Member> members,
        long createdAtMillis,
        Metadata metadata) {
    public RoomSnapshot {
        members = List.copyOf(members);
    }

    /** Of a room that says nothing of itself. */
    public RoomSnapshot(
            ConversationRef.Room room,
            long sequence,
            @Nullable Topic topic,
            RoomModes modes,
            List<Member> members,
            long createdAtMillis) {
        this(room, sequence, topic, modes, members, createdAtMillis, Metadata.NONE);
    }
}
