package chat.parley.contracts.room;

import org.jspecify.annotations.Nullable;

/** What a member may be in a room, the lowest first: each may do all that the ones before may, and see what is said to them. */
public enum RoomRank {
    VOICE('v', '+'),
    HALFOP('h', '%'),
    OPERATOR('o', '@');

    private final char letter;
    private final char prefix;

    RoomRank(char letter, char prefix) {
        this.letter = letter;
        this.prefix = prefix;
    }

    /** In MODE, and in {@link Member#ranks}. */
    public char letter() {
        return letter;
    }

    /** Before a nick, and before a room's name for what is said to those of this rank and above. */
    public char prefix() {
        return prefix;
    }

    /** The rank of a prefix, or null. */
    public static @Nullable RoomRank ofPrefix(char prefix) {
        for (RoomRank rank : values()) {
            if (rank.prefix == prefix) {
                return rank;
            }
        }
        return null;
    }

    /** Whether somebody with these letters has this rank or a higher one. */
    public boolean isReachedBy(@Nullable String letters) {
        if (letters == null || letters.isEmpty()) {
            return false;
        }
        for (RoomRank rank : values()) {
            if (rank.compareTo(this) >= 0 && letters.indexOf(rank.letter) >= 0) {
                return true;
            }
        }
        return false;
    }
}
