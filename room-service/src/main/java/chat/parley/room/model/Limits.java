package chat.parley.room.model;

import chat.parley.protocol.name.RoomName;
import org.jspecify.annotations.Nullable;

/**
 * What bounds decisions.
 *
 * @param lobby everyone's room, or null where there is none
 * @param maxRoomsAPerson how many rooms somebody may be in
 * @param maxMembers how many members a room may have, whatever its own limit says
 * @param maxTopicCharacters a longer topic is cut
 * @param maxKeyCharacters a longer key is refused
 */
public record Limits(
        @Nullable RoomName lobby, int maxRoomsAPerson, int maxMembers, int maxTopicCharacters, int maxKeyCharacters) {

    boolean isLobby(RoomName name) {
        return name.equals(lobby);
    }
}
