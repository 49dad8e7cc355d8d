package chat.parley.protocol.name;

import java.text.Normalizer;

/**
 * Which names of people are the same: in ASCII, A to Z stand for a to z; beyond it, as PRECIS compares user names, wide and
 * narrow forms, capitals and forms of composition are alike. Two more pairs are one here that PRECIS tells apart: a final
 * sigma is a sigma, and a dot over a small i, which it has anyway, says nothing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8265#section-3.3">RFC 8265, UsernameCaseMapped</a>
 */
final class NameFolding {
    private static final int FIRST_WIDE_OR_NARROW = 0xFF00;
    private static final int LAST_WIDE_OR_NARROW = 0xFFEF;
    private static final int SIGMA = 0x3C3;
    private static final int FINAL_SIGMA = 0x3C2;

    private NameFolding() {}

    /** The form by which names are compared; the text itself where nothing is to be folded. */
    static String fold(String text) {
        return NameRules.isAscii(text) ? CaseMapping.fold(text) : foldBeyondAscii(text);
    }

    private static String foldBeyondAscii(String text) {
        var folded = new StringBuilder(text.length());
        String narrow = withoutWidth(text);
        narrow.codePoints().map(NameFolding::small).forEach(folded::appendCodePoint);
        return Normalizer.normalize(folded, Normalizer.Form.NFC).replace("i\u0307", "i");
    }

    /** Letter by letter, so that what a part of a name folds to is a part of what the name folds to: masks need that. */
    private static int small(int point) {
        int small = Character.toLowerCase(point);
        return small == FINAL_SIGMA ? SIGMA : small;
    }

    private static String withoutWidth(String text) {
        if (text.chars().noneMatch(NameFolding::isWideOrNarrow)) {
            return text;
        }
        var narrow = new StringBuilder(text.length());
        text.codePoints()
                .mapToObj(Character::toString)
                .map(one -> isWideOrNarrow(one.charAt(0)) ? Normalizer.normalize(one, Normalizer.Form.NFKC) : one)
                .forEach(narrow::append);
        return narrow.toString();
    }

    private static boolean isWideOrNarrow(int c) {
        return c >= FIRST_WIDE_OR_NARROW && c <= LAST_WIDE_OR_NARROW;
    }
}
