package chat.parley.cli.screen;

import java.util.stream.Collectors;

/**
 * Makes text from others safe to show. Nothing that a terminal could take for a command gets through, nothing that turns
 * the direction of writing, and none of IRC's own codes for colours and bold.
 */
public final class SafeText {

    private static final char COLOUR = '\u0003';
    private static final char HEX_COLOUR = '\u0004';

    private SafeText() {}

    /** The text as one line that is safe to show. What could do harm stands there as a picture of itself, or is gone. */
    public static String of(String text) {
        if (isHarmless(text)) {
            return text;
        }
        var safe = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (point == COLOUR) {
                at = afterColour(text, at);
            } else if (point == HEX_COLOUR) {
                at = afterHexColour(text, at);
            } else {
                append(safe, point);
            }
        }
        return safe.toString();
    }

    /** The same for a text whose line ends stay. */
    public static String ofLines(String text) {
        return text.lines().map(SafeText::of).collect(Collectors.joining("\n"));
    }

    private static boolean isHarmless(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static void append(StringBuilder safe, int point) {
        if (isFormatting(point) || turnsDirection(point) || isInvisible(point)) {
            return;
        }
        if (point == '\t') {
            safe.append("    ");
        } else if (point < ' ') {
            safe.append((char) (0x2400 + point));
        } else if (point == 0x7F) {
            safe.append('\u2421');
        } else if ((point < 0xA0 && point >= 0x80) || Character.getType(point) == Character.SURROGATE) {
            safe.append('\uFFFD');
        } else if (point == 0x2028 || point == 0x2029) {
            safe.append(' ');
        } else {
            safe.appendCodePoint(point);
        }
    }

    /** IRC's codes for bold, italic, underline, strike-through, monospace, reverse and plain. */
    private static boolean isFormatting(int point) {
        return switch (point) {
            case 0x02, 0x0F, 0x11, 0x16, 0x1D, 0x1E, 0x1F -> true;
            default -> false;
        };
    }

    /** Embeddings, overrides and isolates: with these a text can show itself backwards, or the text around it. */
    private static boolean turnsDirection(int point) {
        return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    }

    /** Characters that hide others, or that terminals disagree about. */
    private static boolean isInvisible(int point) {
        return point == 0xFEFF || point == 0x200B || point == 0x2060 || (point >= 0xFFF9 && point <= 0xFFFB);
    }

    /** Passes over up to two digits, and after a comma up to two more. */
    private static int afterColour(String text, int from) {
        int at = afterDigits(text, from, 2);
        if (at > from && at + 1 < text.length() && text.charAt(at) == ',' && isDigit(text.charAt(at + 1))) {
            at = afterDigits(text, at + 1, 2);
        }
        return at;
    }

    private static int afterDigits(String text, int from, int most) {
        int at = from;
        while (at < text.length() && at < from + most && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int afterHexColour(String text, int from) {
        int at = from;
        while (at < text.length() && at < from + 6 && Character.digit(text.charAt(at), 16) >= 0) {
            at++;
        }
        return at == from + 6 ? at : from;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
