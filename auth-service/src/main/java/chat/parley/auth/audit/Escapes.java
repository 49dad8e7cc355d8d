package chat.parley.auth.audit;

/**
 * Makes text fit for one line of a log that is read in a terminal: what would end the line, move the cursor, change colours or turn
 * the direction of writing is written as an escape sequence of Java's.
 */
final class Escapes {

    private Escapes() {}

    static String escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isDangerous(text, i)) {
                return escapeFrom(text, i);
            }
        }
        return text;
    }

    private static String escapeFrom(String text, int first) {
        StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDangerous(text, i)) {
                escaped.append(c);
            } else {
                escaped.append(
                        switch (c) {
                            case '\n' -> "\\n";
                            case '\r' -> "\\r";
                            case '\t' -> "\\t";
                            default -> String.format("\\u%04x", (int) c);
                        });
            }
        }
        return escaped.toString();
    }

    private static boolean isDangerous(String text, int i) {
        char c = text.charAt(i);
        if (c < ' ') {
            return true;
        }
        if (c < 0x7F) {
            return false;
        }
        if (Character.isSurrogate(c)) {
            return !isPaired(text, i);
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            // the zero-width joiner holds emoji together, and is harmless
            case Character.FORMAT -> c != 0x200D;
            default -> false;
        };
    }

    private static boolean isPaired(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
