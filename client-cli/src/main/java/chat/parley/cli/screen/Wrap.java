package chat.parley.cli.screen;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.WCWidth;

/** Breaks long lines between words, the following lines set in a little. */
public final class Wrap {

    private static final String INDENT = "      ";
    private static final int NARROW = 50;

    private Wrap() {}

    /**
     * The lines that a line becomes.
     *
     * @param columns of the terminal; less than 10 counts as unknown, and nothing is broken
     */
    public static List<AttributedString> wrap(AttributedString line, int columns) {
        if (columns < 10 || line.columnLength() < columns) {
            return List.of(line);
        }
        var lines = new ArrayList<AttributedString>();
        boolean timed = line.length() > 0 && Character.isDigit(line.charAt(0));
        String indent = columns < NARROW || !timed ? "  " : INDENT;
        AttributedString rest = line;
        String before = "";
        while (rest.length() > 0) {
            int room = columns - 1 - before.length();
            int end = fitting(rest, room);
            if (end < rest.length()) {
                int space = rest.toString().lastIndexOf(' ', end);
                end = space > end / 3 ? space : end;
            }
            lines.add(new AttributedStringBuilder()
                    .append(before)
                    .append(rest.subSequence(0, end))
                    .toAttributedString());
            int next = end;
            while (next < rest.length() && rest.charAt(next) == ' ') {
                next++;
            }
            rest = rest.subSequence(next, rest.length());
            before = indent;
        }
        return lines;
    }

    /** How many chars fit in a width; at least one character. */
    private static int fitting(AttributedString text, int columns) {
        int used = 0;
        int at = 0;
        while (at < text.length()) {
            int point = Character.codePointAt(text, at);
            int width = Math.max(0, WCWidth.wcwidth(point));
            if (used + width > columns && at > 0) {
                return at;
            }
            used += width;
            at += Character.charCount(point);
        }
        return at;
    }
}
