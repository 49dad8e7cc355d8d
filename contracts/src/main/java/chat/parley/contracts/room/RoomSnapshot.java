package chat.parley.contracts.room;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room as it stood at a committed position of its sequence.
 *
 * @param sequence of the last event that is contained; live events continue with the next
 * @param createdAtMillis since 1970
 */
public record RoomSnapshot(
        ConversationRef.Room room,
        long sequence,
        @Nullable Topic topic,
        RoomModes modes,
        List<Member> members,
        long createdAtMillis) {
    public RoomSnapshot {
        members = List.copyOf(members);
    }
}
