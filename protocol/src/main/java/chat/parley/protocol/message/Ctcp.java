package chat.parley.protocol.message;

/**
 * Client-to-client protocol: messages that are meant for programs.
 *
 * @see <a href="https://modern.ircdocs.horse/ctcp.html">CTCP</a>
 */
public final class Ctcp {
    private static final char DELIMITER = 1;
    private static final String ACTION = DELIMITER + "ACTION";

    private Ctcp() {}

    /** Whether a text is meant for programs: CTCP, but for ACTION, which is for people. */
    public static boolean isForPrograms(String text) {
        return !text.isEmpty()
                && text.charAt(0) == DELIMITER
                && !(text.startsWith(ACTION)
                        && (text.length() == ACTION.length() || text.charAt(ACTION.length()) <= ' '));
    }
}
