package chat.parley.protocol.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Spreads a list of words over as few texts as possible, each within a bound, for replies that may take several lines. */
public final class WordPacker {

    private WordPacker() {}

    /**
     * Joins words with spaces, in order.
     *
     * @param maxBytes of one text, in UTF-8; a single word that is longer gets a text of its own
     * @return no text at all for no words
     */
    public static List<String> pack(Iterable<String> words, int maxBytes) {
        var texts = new ArrayList<String>();
        var text = new StringBuilder();
        int bytes = 0;
        for (String word : words) {
            int wordBytes = utf8Bytes(word);
            if (bytes > 0 && bytes + 1 + wordBytes > maxBytes) {
                texts.add(text.toString());
                text.setLength(0);
                bytes = 0;
            }
            if (bytes > 0) {
                text.append(' ');
                bytes++;
            }
            text.append(word);
            bytes += wordBytes;
        }
        if (bytes > 0) {
            texts.add(text.toString());
        }
        return texts;
    }

    /** How many bytes a text takes on the wire. */
    public static int utf8Bytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return text.getBytes(UTF_8).length;
            }
        }
        return text.length();
    }

    /** As much of a text as fits into a number of bytes in UTF-8, without half a character at the end. */
    public static String cut(String text, int maxBytes) {
        int bytes = 0;
        int point;
        for (int i = 0; i < text.length(); i += Character.charCount(point)) {
            point = text.codePointAt(i);
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (bytes > maxBytes) {
                return text.substring(0, i);
            }
        }
        return text;
    }
}
