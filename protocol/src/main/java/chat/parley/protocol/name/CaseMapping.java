package chat.parley.protocol.name;

/**
 * Which names of rooms are the same: {@code CASEMAPPING=ascii}, where A to Z stand for a to z and nothing else is folded. Those of
 * people are compared by {@link Nickname#fold}, which is the same as long as they are ASCII.
 *
 * @see <a href="https://modern.ircdocs.horse/#casemapping-parameter">CASEMAPPING</a>
 */
public final class CaseMapping {

    /** What numeric 005 says of it. */
    public static final String NAME = "ascii";

    private CaseMapping() {}

    /** The form by which names are compared; the text itself where nothing is to be folded. */
    public static String fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isCapital(text.charAt(i))) {
                char[] folded = text.toCharArray();
                for (int j = i; j < folded.length; j++) {
                    if (isCapital(folded[j])) {
                        folded[j] = (char) (folded[j] + ('a' - 'A'));
                    }
                }
                return new String(folded);
            }
        }
        return text;
    }

    /** Whether two texts are the same name. */
    public static boolean same(String one, String other) {
        return fold(one).equals(fold(other));
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
