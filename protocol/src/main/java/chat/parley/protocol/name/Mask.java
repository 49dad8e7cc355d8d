package chat.parley.protocol.name;

/**
 * A pattern for names, where {@code *} stands for any characters, none included, and {@code ?} for one. Compared as
 * names of people are, without regard to capitals. Matching takes at most pattern times text steps.
 *
 * @param pattern as it was given
 * @see <a href="https://modern.ircdocs.horse/#wildcard-expressions">Wildcard expressions</a>
 */
public record Mask(String pattern) {

    /** Whether a text has a wildcard in it. */
    public static boolean hasWildcard(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    public boolean matches(String text) {
        String mask = Nickname.fold(pattern);
        String subject = Nickname.fold(text);
        int m = 0;
        int s = 0;
        int star = -1;
        int retry = 0;
        while (s < subject.length()) {
            if (m < mask.length() && mask.charAt(m) == '*') {
                star = m++;
                retry = s;
            } else if (m < mask.length() && (mask.charAt(m) == '?' || mask.charAt(m) == subject.charAt(s))) {
                m++;
                s++;
            } else if (star >= 0) {
                // The last star takes one character more; what an earlier one took need never change.
                m = star + 1;
                s = ++retry;
            } else {
                return false;
            }
        }
        while (m < mask.length() && mask.charAt(m) == '*') {
            m++;
        }
        return m == mask.length();
    }
}
