package chat.parley.relay.view;

/** Letters of ranks, which are written highest first, and of flags, which are written in the order of the alphabet. */
final class Ranks {
    /** Highest first, with the prefix of each in {@link #PREFIXES}. */
    private static final String LETTERS = "ohv";

    private static final String PREFIXES = "@%+";

    private Ranks() {}

    static String changed(String ranks, char letter, boolean add) {
        var changed = new StringBuilder();
        for (int i = 0; i < LETTERS.length(); i++) {
            char rank = LETTERS.charAt(i);
            if (rank == letter ? add : ranks.indexOf(rank) >= 0) {
                changed.append(rank);
            }
        }
        return changed.toString();
    }

    static String union(String one, String other) {
        String union = one;
        for (int i = 0; i < other.length(); i++) {
            union = changed(union, other.charAt(i), true);
        }
        return union;
    }

    static String flags(String flags, char letter, boolean add) {
        var changed = new StringBuilder(flags);
        int at = flags.indexOf(letter);
        if (add && at < 0) {
            int place = 0;
            while (place < changed.length() && changed.charAt(place) < letter) {
                place++;
            }
            changed.insert(place, letter);
        } else if (!add && at >= 0) {
            changed.deleteCharAt(at);
        }
        return changed.toString();
    }

    /** What stands before a nick: the prefix of the highest rank, or of all with multi-prefix. */
    static String prefixes(String ranks, boolean all) {
        if (ranks.isEmpty()) {
            return "";
        }
        var prefixes = new StringBuilder(3);
        for (int i = 0; i < ranks.length(); i++) {
            int at = LETTERS.indexOf(ranks.charAt(i));
            if (at >= 0) {
                prefixes.append(PREFIXES.charAt(at));
                if (!all) {
                    break;
                }
            }
        }
        return prefixes.toString();
    }
}
