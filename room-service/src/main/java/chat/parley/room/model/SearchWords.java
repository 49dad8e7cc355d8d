package chat.parley.room.model;

import chat.parley.protocol.message.MultilineText;
import chat.parley.protocol.name.Nickname;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words by which what was said is found again: runs of letters and digits, in small letters and without accents. Of writing that has no
 * spaces (Chinese, Japanese, Thai and such) each letter is a word. Whatever a stranger wrote, nothing but letters and digits comes out. Pure.
 */
public final class SearchWords {
    /** Of one text; the rest is not found. */
    public static final int MOST_WORDS = 1_000;

    /** Longer words are cut, those that are looked for as well as those that were said. */
    private static final int MOST_LETTERS = 32;

    private SearchWords() {}

    /** Each word once, in the order of their first appearance. */
    public static Set<String> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        String whole = MultilineText.plain(text);
        String plain = isPlain(whole) ? whole : Normalizer.normalize(whole, Normalizer.Form.NFKD);
        StringBuilder word = new StringBuilder();
        int point;
        for (int i = 0; i < plain.length() && words.size() < MOST_WORDS; i += Character.charCount(point)) {
            point = plain.codePointAt(i);
            if (isMark(point)) {
                continue;
            }
            if (!Character.isLetterOrDigit(point)) {
                end(word, words);
            } else if (standsAlone(point)) {
                end(word, words);
                words.add(Character.toString(point));
            } else {
                word.appendCodePoint(point);
            }
        }
        end(word, words);
        return words;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMark(int point) {
        return point >= 0x80 && Character.getType(point) == Character.NON_SPACING_MARK;
    }

    private static boolean standsAlone(int point) {
        return point >= 0x80
                && (Character.isIdeographic(point)
                        || switch (Character.UnicodeScript.of(point)) {
                            case HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
                            default -> false;
                        });
    }

    private static void end(StringBuilder word, Set<String> words) {
        if (!word.isEmpty()) {
            String whole = word.toString().toLowerCase(Locale.ROOT);
            int letters = whole.codePointCount(0, whole.length());
            words.add(letters <= MOST_LETTERS ? whole : whole.substring(0, whole.offsetByCodePoints(0, MOST_LETTERS)));
            word.setLength(0);
        }
    }

    /** A nick as a word of letters and digits: what is neither is written as a letter of the private use area. */
    public static String ofNick(String nick) {
        StringBuilder word = new StringBuilder();
        Nickname.fold(nick)
                .chars()
                .forEach(c -> word.append(c < 0x80 && !Character.isLetterOrDigit(c) ? (char) (0xE000 + c) : (char) c));
        return word.toString();
    }

    /** Whether a word that is looked for stands for all that begin with it. */
    public static boolean isBeginning(String word) {
        return word.codePointCount(0, word.length()) >= 3;
    }

    /** Whether a text has all of these words. */
    static boolean match(List<String> asked, String text) {
        if (asked.isEmpty()) {
            return true;
        }
        Set<String> said = of(text);
        return asked.stream()
                .allMatch(word -> said.contains(word)
                        || (isBeginning(word) && said.stream().anyMatch(other -> other.startsWith(word))));
    }

    /** The words of a text that is looked for: fewer than were said, so that a question stays small. */
    public static List<String> asked(String text, int most) {
        List<String> words = new ArrayList<>(of(text));
        return words.subList(0, Math.min(words.size(), most));
    }
}
