package chat.parley.room.policy;

/** What a member may do in a room, as bits; on the wire they are letters, the highest first. */
public final class Ranks {
    public static final int NONE = 0;
    public static final int VOICE = 1;
    public static final int OPERATOR = 2;

    private static final String[] TEXTS = {"", "v", "o", "ov"};

    private Ranks() {}

    public static String text(int ranks) {
        return TEXTS[ranks];
    }

    public static int parse(String text) {
        int ranks = NONE;
        for (int i = 0; i < text.length(); i++) {
            ranks |= ofLetter(text.charAt(i));
        }
        return ranks;
    }

    /** The bit of a mode letter that gives or takes a rank, or {@link #NONE} for every other letter. */
    public static int ofLetter(char letter) {
        return switch (letter) {
            case 'o' -> OPERATOR;
            case 'v' -> VOICE;
            default -> NONE;
        };
    }
}
