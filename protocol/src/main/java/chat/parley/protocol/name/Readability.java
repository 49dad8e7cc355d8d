package chat.parley.protocol.name;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps names apart that look the same: no character that cannot be seen, none that turns the direction of writing, and
 * no mixture of alphabets that people do not mix.
 *
 * @see <a href="https://www.unicode.org/reports/tr39/#Restriction_Level_Detection">UTS 39, "highly restrictive"</a>
 */
final class Readability {

    /** Sets of scripts that are written together. */
    private static final List<Set<UnicodeScript>> MIXTURES = List.of(
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));

    private Readability() {}

    /** What is wrong with a name, or null. */
    static @Nullable String fault(String name) {
        var scripts = EnumSet.noneOf(UnicodeScript.class);
        int point;
        for (int i = 0; i < name.length(); i += Character.charCount(point)) {
            point = name.codePointAt(i);
            String fault = faultOf(point, i == 0);
            if (fault != null) {
                return fault;
            }
            UnicodeScript script = UnicodeScript.of(point);
            if (script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED) {
                scripts.add(script);
            }
        }
        boolean together = scripts.size() <= 1 || MIXTURES.stream().anyMatch(mixture -> mixture.containsAll(scripts));
        return together ? null : "mixes alphabets that look alike";
    }

    private static @Nullable String faultOf(int point, boolean first) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> "contains a control character";
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                "contains a space of some kind";
            case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
                "contains a character that has no meaning";
            case Character.FORMAT -> "contains an invisible character";
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
                first || isInvisible(point) ? "contains an invisible character" : null;
            default -> isInvisible(point) ? "contains an invisible character" : null;
        };
    }

    /** Letters, marks and symbols that show nothing: Unicode's default ignorables outside of category Cf, and a blank. */
    private static boolean isInvisible(int point) {
        return switch (point) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            default ->
                (point >= 0x180B && point <= 0x180F)
                        || (point >= 0xFE00 && point <= 0xFE0F)
                        || (point >= 0xE0000 && point <= 0xE0FFF);
        };
    }
}
