package chat.parley.protocol.name;

/**
 * The user part of {@code nick!user@host}. It says nothing that anyone could rely on, so whatever a client calls itself
 * is made to fit rather than refused.
 *
 * @param value 1 to 16 letters, digits, dots, hyphens and underscores
 * @see <a href="https://modern.ircdocs.horse/#user-message">USER</a>
 */
public record Ident(String value) {

    /** Longest, in characters; announced as USERLEN. */
    public static final int MAX_CHARACTERS = 16;

    /** Stands where a client's own text leaves nothing. */
    public static final Ident UNKNOWN = new Ident("user");

    /** @throws IllegalArgumentException if the value does not fit already */
    public Ident {
        if (value.isEmpty() || !clean(value).equals(value)) {
            throw new IllegalArgumentException("An ident is 1 to 16 letters, digits, dots, hyphens and underscores");
        }
    }

    /** Makes one of any text. */
    public static Ident of(String text) {
        String clean = clean(text);
        return clean.isEmpty() ? UNKNOWN : new Ident(clean);
    }

    private static String clean(String text) {
        var clean = new StringBuilder(MAX_CHARACTERS);
        for (int i = 0; i < text.length() && clean.length() < MAX_CHARACTERS; i++) {
            char c = text.charAt(i);
            boolean inside = (c == '.' || c == '-') && !clean.isEmpty();
            if (inside || NameRules.isLetter(c) || NameRules.isDigit(c) || c == '_') {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    @Override
    public String toString() {
        return value;
    }
}
