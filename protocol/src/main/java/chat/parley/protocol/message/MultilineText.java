package chat.parley.protocol.message;

import java.util.ArrayList;
import java.util.List;

/**
 * A message of several lines as one text. On the wire it is pieces, each in a line of its own; some begin a new line of the text, and
 * some go on with the line before. Both are kept, so that everybody is shown the pieces as they were sent: in the text a line feed
 * stands before a piece that begins a line, and a carriage return before one that goes on. Neither can be in a piece.
 *
 * @see <a href="https://ircv3.net/specs/extensions/multiline">IRCv3 multiline</a>
 */
public final class MultilineText {
    /** The batch's type, and the capability's name. */
    public static final String BATCH_TYPE = "draft/multiline";

    /** The tag of a piece that goes on with the line before. */
    public static final String CONCAT_TAG = "draft/multiline-concat";

    private static final char BREAK = '\n';
    private static final char JOIN = '\r';

    private MultilineText() {}

    /**
     * One line on the wire.
     *
     * @param joined it goes on with the line before; false for the first
     */
    public record Piece(String text, boolean joined) {}

    /** Whether a text takes more than one line on the wire. */
    public static boolean isMultiline(String text) {
        return text.indexOf(BREAK) >= 0 || text.indexOf(JOIN) >= 0;
    }

    /** The pieces as one text. The first one joins nothing. */
    public static String of(List<Piece> pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (isMultiline(piece.text())) {
                throw new IllegalArgumentException("A piece is one line");
            }
            if (i > 0) {
                text.append(piece.joined() ? JOIN : BREAK);
            }
            text.append(piece.text());
        }
        return text.toString();
    }

    /** The pieces of a text, at least one; of a text of one line, itself. */
    public static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        int begin = 0;
        boolean joined = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == BREAK || c == JOIN) {
                pieces.add(new Piece(text.substring(begin, i), joined));
                begin = i + 1;
                joined = c == JOIN;
            }
        }
        pieces.add(new Piece(text.substring(begin), joined));
        return pieces;
    }

    /** The text as people read it: its lines, with a line feed between them, and each whole. */
    public static String plain(String text) {
        return text.indexOf(JOIN) < 0 ? text : text.replace(String.valueOf(JOIN), "");
    }
}
