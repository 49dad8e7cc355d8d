package chat.parley.protocol.name;

import chat.parley.protocol.Validated;
import chat.parley.protocol.line.WordPacker;
import java.text.Normalizer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What nicks and account names are made of wherever they may be met: letters and digits, and IRC's special characters. Which
 * of them somebody may take here is for {@link NickRules} to say.
 */
final class NameRules {

    static final int MAX_CHARACTERS = 32;
    static final int MAX_BYTES = 64;

    /** Marks may be written apart from their letters; nothing longer than this would fit anyway. */
    private static final int MAX_READ = 256;

    private NameRules() {}

    static boolean isSpecial(char c) {
        return switch (c) {
            case '[', ']', '\\', '`', '_', '^', '{', '|', '}', '-' -> true;
            default -> false;
        };
    }

    static boolean isAllowed(char c) {
        return isLetter(c) || isDigit(c) || isSpecial(c);
    }

    static boolean mayBegin(char c) {
        return isAllowed(c) && !isDigit(c) && c != '-';
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** Checks a name that somebody sent, and brings it into normal form C; the length comes first, so that a huge name costs nothing. */
    static <T> Validated<T> parse(String text, Function<String, T> named) {
        if (text.length() > MAX_READ) {
            return Validated.invalid(tooLong());
        }
        boolean ascii = isAscii(text);
        String name = ascii ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
        String fault = fault(name);
        if (fault == null && !ascii) {
            fault = Readability.fault(name);
        }
        return fault == null ? Validated.valid(named.apply(name)) : Validated.invalid(fault);
    }

    /** What is wrong with a name, so that it cannot stand on the wire; or null. */
    static @Nullable String fault(String name) {
        if (name.isEmpty()) {
            return "is empty";
        }
        if (name.length() > 2 * MAX_CHARACTERS || name.codePointCount(0, name.length()) > MAX_CHARACTERS) {
            return tooLong();
        }
        boolean ascii = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c > 0x7F) {
                ascii = false;
            } else if (!isAllowed(c)) {
                return faultOf(c);
            }
        }
        if (!ascii) {
            String fault = faultBeyondAscii(name);
            if (fault != null) {
                return fault;
            }
        }
        char first = name.charAt(0);
        if (isDigit(first)) {
            return "begins with a digit";
        }
        return first == '-' ? "begins with a hyphen" : null;
    }

    private static @Nullable String faultBeyondAscii(String name) {
        if (WordPacker.utf8Bytes(name) > MAX_BYTES) {
            return "is longer than " + MAX_BYTES + " bytes of UTF-8";
        }
        int point;
        for (int i = 0; i < name.length(); i += Character.charCount(point)) {
            point = name.codePointAt(i);
            if (point > 0x7F && !isLetterMarkOrDigit(point)) {
                return "contains a character that is neither a letter nor a digit";
            }
        }
        int first = name.codePointAt(0);
        return first > 0x7F && !Character.isLetter(first) ? "does not begin with a letter" : null;
    }

    private static boolean isLetterMarkOrDigit(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> Character.isLetterOrDigit(point);
        };
    }

    static String tooLong() {
        return "is longer than " + MAX_CHARACTERS + " characters";
    }

    private static String faultOf(char c) {
        if (c == ' ') {
            return "contains a space";
        }
        if (c < ' ' || c == 0x7F) {
            return "contains a control character";
        }
        return "contains '" + c + "'; only letters, digits and []\\`_^{|}- are allowed";
    }
}
