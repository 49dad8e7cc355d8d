package chat.parley.protocol.line;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the text of one line apart. Works in time proportional to its length, never throws on any input, and knows no
 * bound on the length itself: that is {@link LineFramer}'s.
 *
 * @see <a href="https://modern.ircdocs.horse/#message-format">Message format</a>
 */
public final class LineParser {

    private static final ParseResult EMPTY = new ParseResult.Empty();

    private final String text;
    private int at;

    private LineParser(String text) {
        this.text = text;
    }

    /**
     * Parses one line.
     *
     * @param text the line without its end
     */
    public static ParseResult parse(String text) {
        return new LineParser(text).parse();
    }

    private ParseResult parse() {
        String forbidden = forbiddenCharacter(text);
        if (forbidden != null) {
            return new ParseResult.Malformed(forbidden);
        }
        skipSpaces();
        if (at == text.length()) {
            return EMPTY;
        }
        Tags tags = Tags.EMPTY;
        if (peek() == '@') {
            at++;
            tags = Tags.parse(word());
            if (tags == null) {
                return new ParseResult.Malformed("has more than " + Tags.MAX_TAGS + " tags");
            }
            skipSpaces();
        }
        String source = null;
        if (peek() == ':') {
            at++;
            source = word();
            if (source.isEmpty()) {
                return new ParseResult.Malformed("has an empty source");
            }
            skipSpaces();
        }
        if (at == text.length()) {
            return new ParseResult.Malformed("has no command");
        }
        String command = command(word());
        if (command == null) {
            return new ParseResult.Malformed("has a command that is not made of letters or digits");
        }
        List<String> params = params();
        if (params == null) {
            return new ParseResult.Malformed("has more than " + Line.MAX_PARAMS + " parameters");
        }
        return new ParseResult.Parsed(new Line(tags, source, command, params));
    }

    /** What is wrong with a text that has a character no line may have, or null. */
    static @Nullable String forbiddenCharacter(String text) {
        if (text.indexOf('\0') >= 0) {
            return "contains a NUL";
        }
        if (text.indexOf('\r') >= 0) {
            return "contains a carriage return in its middle";
        }
        return text.indexOf('\n') >= 0 ? "contains a line feed in its middle" : null;
    }

    private @Nullable List<String> params() {
        var params = new ArrayList<String>(4);
        skipSpaces();
        while (at < text.length()) {
            if (params.size() == Line.MAX_PARAMS) {
                return null;
            }
            if (peek() == ':') {
                params.add(text.substring(at + 1));
                at = text.length();
            } else {
                params.add(word());
                skipSpaces();
            }
        }
        return params;
    }

    /** The command in capitals, or null if it has a character that no command has. */
    private static @Nullable String command(String word) {
        boolean small = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= 'a' && c <= 'z') {
                small = true;
            } else if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')) {
                return null;
            }
        }
        if (!small) {
            return word;
        }
        char[] capitals = word.toCharArray();
        for (int i = 0; i < capitals.length; i++) {
            if (capitals[i] >= 'a') {
                capitals[i] = (char) (capitals[i] - ('a' - 'A'));
            }
        }
        return new String(capitals);
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : ' ';
    }

    private String word() {
        int end = text.indexOf(' ', at);
        if (end < 0) {
            end = text.length();
        }
        String word = text.substring(at, end);
        at = end;
        return word;
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
