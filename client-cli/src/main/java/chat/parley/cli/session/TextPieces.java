package chat.parley.cli.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.protocol.message.MultilineText.Piece;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes what somebody typed fit the wire: one message a line, none longer than a server relays. */
public final class TextPieces {

    private TextPieces() {}

    /**
     * The messages that a text becomes: one for each of its lines that is not blank, the long ones cut between words,
     * and only where there is no space between characters as a reader sees them. Control characters other than tabs go.
     *
     * @param maxBytes of one message in UTF-8, 16 or more
     */
    public static List<String> of(String text, int maxBytes) {
        var pieces = new ArrayList<String>();
        for (String line : text.split("\\R", -1)) {
            String clean = clean(line);
            if (!clean.isBlank()) {
                cut(clean.stripTrailing(), maxBytes, false, pieces);
            }
        }
        return pieces;
    }

    /**
     * The lines of a text as one message of several lines: blank ones within it stay, the long ones go on in the next piece. Empty
     * when there is nothing but blank lines.
     *
     * @param maxBytes of one piece in UTF-8, 16 or more
     */
    static List<Piece> together(String text, int maxBytes) {
        var pieces = new ArrayList<Piece>();
        for (String line : text.strip().split("\\R", -1)) {
            var parts = new ArrayList<String>();
            String clean = clean(line).stripTrailing();
            cut(clean, maxBytes, true, parts);
            if (parts.isEmpty()) {
                parts.add("");
            }
            for (int i = 0; i < parts.size(); i++) {
                pieces.add(new Piece(parts.get(i), i > 0));
            }
        }
        return pieces.stream().allMatch(piece -> piece.text().isBlank()) ? List.of() : pieces;
    }

    /** Whether the char at an index is no half of a surrogate pair, or belongs to a whole one. */
    static boolean isWholeCharacter(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
        }
        return !Character.isLowSurrogate(c) || (index > 0 && Character.isHighSurrogate(text.charAt(index - 1)));
    }

    private static String clean(String line) {
        var clean = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\t') {
                clean.append("    ");
            } else if (c >= ' ' && c != 0x7F && !(c >= 0x80 && c < 0xA0)) {
                clean.append(isWholeCharacter(line, i) ? c : '\uFFFD');
            }
        }
        return clean.toString();
    }

    /** @param whole the space between two pieces is kept, at the end of the first */
    private static void cut(String line, int maxBytes, boolean whole, List<String> pieces) {
        String rest = line;
        while (bytes(rest) > maxBytes) {
            int end = lastFitting(rest, maxBytes);
            int space = rest.lastIndexOf(' ', whole ? end - 1 : end);
            boolean atSpace = space > end / 2;
            int next = atSpace ? space + 1 : end;
            pieces.add(
                    whole
                            ? rest.substring(0, next)
                            : rest.substring(0, atSpace ? space : end).stripTrailing());
            rest = rest.substring(next);
        }
        if (!rest.isBlank()) {
            pieces.add(rest);
        }
    }

    /** The longest beginning that fits and ends between two characters as a reader sees them. */
    private static int lastFitting(String text, int maxBytes) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text.substring(0, Math.min(text.length(), maxBytes + 64)));
        int fitting = 0;
        int bytes = 0;
        int from = characters.first();
        for (int to = characters.next(); to != BreakIterator.DONE; to = characters.next()) {
            bytes += bytes(text.substring(from, to));
            if (bytes > maxBytes) {
                break;
            }
            fitting = to;
            from = to;
        }
        // One "character" of hundreds of joined code points: cut it between code points.
        return fitting > 0
                ? fitting
                : text.offsetByCodePoints(0, Math.min(maxBytes / 4, text.codePointCount(0, text.length())));
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }
}
