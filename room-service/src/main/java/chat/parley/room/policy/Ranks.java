package chat.parley.room.policy;

import chat.parley.contracts.room.RoomRank;
import org.jspecify.annotations.Nullable;

/** What a member may do in a room, as bits; on the wire they are letters, the highest first. */
public final class Ranks {
    public static final int NONE = 0;
    public static final int VOICE = 1;
    public static final int HALFOP = 2;
    public static final int OPERATOR = 4;

    /** Who made the room. Kept for an account, and no rank that is held or seen: a founder who comes is an operator. */
    public static final int FOUNDER = 8;

    private static final String LETTERS = "vhof";
    private static final String[] TEXTS = new String[1 << LETTERS.length()];

    static {
        for (int ranks = 0; ranks < TEXTS.length; ranks++) {
            var text = new StringBuilder(LETTERS.length());
            for (int i = LETTERS.length() - 1; i >= 0; i--) {
                if ((ranks & (1 << i)) != 0) {
                    text.append(LETTERS.charAt(i));
                }
            }
            TEXTS[ranks] = text.toString();
        }
    }

    private Ranks() {}

    public static String text(int ranks) {
        return TEXTS[ranks];
    }

    public static int parse(String text) {
        int ranks = NONE;
        for (int i = 0; i < text.length(); i++) {
            int at = LETTERS.indexOf(text.charAt(i));
            ranks |= at < 0 ? NONE : 1 << at;
        }
        return ranks;
    }

    /** The bit of a mode letter that gives or takes a rank, or {@link #NONE} for every other letter. */
    public static int ofLetter(char letter) {
        return switch (letter) {
            case 'o' -> OPERATOR;
            case 'h' -> HALFOP;
            case 'v' -> VOICE;
            default -> NONE;
        };
    }

    /** The highest rank among these, or null. */
    public static @Nullable RoomRank highest(int ranks) {
        return (ranks & OPERATOR) != 0
                ? RoomRank.OPERATOR
                : (ranks & HALFOP) != 0 ? RoomRank.HALFOP : (ranks & VOICE) != 0 ? RoomRank.VOICE : null;
    }

    /** What somebody holds for whom a room keeps these. */
    public static int held(int kept) {
        return (kept & FOUNDER) != 0 ? (kept & ~FOUNDER) | OPERATOR : kept;
    }
}
