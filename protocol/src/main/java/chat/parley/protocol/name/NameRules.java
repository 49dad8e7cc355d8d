package chat.parley.protocol.name;

import org.jspecify.annotations.Nullable;

/** What nicks and account names are made of: ASCII letters and digits, and IRC's special characters. */
final class NameRules {

    static final int MAX_CHARACTERS = 32;

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

    /** What is wrong with a name, or null. The length comes first, so that a huge name costs nothing. */
    static @Nullable String fault(String name) {
        if (name.isEmpty()) {
            return "is empty";
        }
        if (name.length() > MAX_CHARACTERS) {
            return "is longer than " + MAX_CHARACTERS + " characters";
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isAllowed(c)) {
                return faultOf(c);
            }
        }
        char first = name.charAt(0);
        if (isDigit(first)) {
            return "begins with a digit";
        }
        return first == '-' ? "begins with a hyphen" : null;
    }

    private static String faultOf(char c) {
        if (c == ' ') {
            return "contains a space";
        }
        if (c < ' ' || c == 0x7F) {
            return "contains a control character";
        }
        if (c > 0x7F) {
            return "contains a character beyond a-z, A-Z, 0-9 and []\\`_^{|}-";
        }
        return "contains '" + c + "'; only letters, digits and []\\`_^{|}- are allowed";
    }
}
