package chat.parley.room;

import chat.parley.protocol.name.RoomName;
import chat.parley.room.commit.LoopLimits;
import chat.parley.room.model.Limits;
import chat.parley.room.tell.AuditBodies;
import org.jspecify.annotations.Nullable;

/**
 * What the room service is told about how to be. Checked when it is made.
 *
 * @param lobby everyone's room, or null where there is none
 * @param bodies whose words the server's log shows
 * @param maxRoomsAPerson how many rooms somebody may be in, 1 to 10,000
 * @param maxMembers of a room, 1 to 1,000,000
 * @param maxTopicCharacters a longer topic is cut, 1 to 4,096
 * @param maxKeyCharacters of a room's key, 1 to 256
 * @param maxWaiting requests that wait to be stored, 1 to 1,000,000; further ones are refused
 * @param maxWaitingBytes about how much memory those may hold, from 64 kB
 * @param maxConversations that are kept in memory without need, 16 to 1,000,000
 * @param maxUnconfirmedFrames that a relay may leave unconfirmed until it is told of positions only, 1 to 100,000
 */
public record RoomConfig(
        @Nullable RoomName lobby,
        AuditBodies bodies,
        int maxRoomsAPerson,
        int maxMembers,
        int maxTopicCharacters,
        int maxKeyCharacters,
        int maxWaiting,
        long maxWaitingBytes,
        int maxConversations,
        int maxUnconfirmedFrames) {

    private static final long EXPIRY_MILLIS = 1_500;
    private static final long UNKNOWN_MILLIS = 1_850;

    public RoomConfig {
        check("maxRoomsAPerson", maxRoomsAPerson, 1, 10_000, "rooms");
        check("maxMembers", maxMembers, 1, 1_000_000, "members");
        check("maxTopicCharacters", maxTopicCharacters, 1, 4_096, "characters");
        check("maxKeyCharacters", maxKeyCharacters, 1, 256, "characters");
        check("maxWaiting", maxWaiting, 1, 1_000_000, "requests");
        check("maxWaitingBytes", maxWaitingBytes, 65_536, Long.MAX_VALUE, "bytes");
        check("maxConversations", maxConversations, 16, 1_000_000, "conversations");
        check("maxUnconfirmedFrames", maxUnconfirmedFrames, 1, 100_000, "frames");
    }

    /** The bounds as shipped. */
    public static RoomConfig defaults(@Nullable RoomName lobby, AuditBodies bodies) {
        return new RoomConfig(lobby, bodies, 200, 100_000, 390, 32, 32_768, 32L * 1024 * 1024, 20_000, 256);
    }

    private static void check(String key, long value, long least, long most, String unit) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "rooms." + key + " is " + value + ", but must be from " + least + " to " + most + " " + unit);
        }
    }

    Limits limits() {
        return new Limits(lobby, maxRoomsAPerson, maxMembers, maxTopicCharacters, maxKeyCharacters);
    }

    LoopLimits loopLimits() {
        return new LoopLimits(maxWaiting, maxWaitingBytes, EXPIRY_MILLIS, UNKNOWN_MILLIS);
    }
}
