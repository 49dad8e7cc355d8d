package chat.parley.contracts.identity;

import java.util.UUID;

/**
 * One life of a relay process. A restarted relay is another one: its earlier sessions are gone.
 *
 * @param value node name and incarnation, for instance {@code relay1.k3x9}; letters, digits, dot and dash
 */
public record RelayId(String value) {
    private static final String ROOMS = "-rooms.";

    public RelayId {
        if (value.isEmpty() || value.length() > 64 || !value.chars().allMatch(RelayId::isFit)) {
            throw new IllegalArgumentException("not a relay id: " + value);
        }
    }

    /** What the room service is called by presence, which it follows as a relay does; another name each time. */
    public static RelayId ofRooms() {
        return new RelayId(ROOMS + UUID.randomUUID());
    }

    /** Whether that is no relay, but the room service. */
    public boolean isOfRooms() {
        return value.startsWith(ROOMS);
    }

    private static boolean isFit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    }

    @Override
    public String toString() {
        return value;
    }
}
