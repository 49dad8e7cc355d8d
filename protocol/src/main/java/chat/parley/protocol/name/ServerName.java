package chat.parley.protocol.name;

import chat.parley.protocol.Validated;
import org.jspecify.annotations.Nullable;

/**
 * What a server calls itself: labels of letters, digits and hyphens with dots between. There is at least one dot, which
 * no nick has, so that a source is never taken for a person.
 *
 * @param value the name
 * @see <a href="https://modern.ircdocs.horse/#servers">Servers</a>
 */
public record ServerName(String value) {

    /** Longest name, in characters. */
    public static final int MAX_CHARACTERS = 63;

    /** @throws IllegalArgumentException if it is no such name */
    public ServerName {
        String fault = fault(value);
        if (fault != null) {
            throw new IllegalArgumentException("server name " + fault);
        }
    }

    /** Checks a name; the reason goes on after "server name". */
    public static Validated<ServerName> parse(String text) {
        String fault = fault(text);
        return fault == null ? Validated.valid(new ServerName(text)) : Validated.invalid(fault);
    }

    private static @Nullable String fault(String name) {
        if (name.isEmpty()) {
            return "is empty";
        }
        if (name.length() > MAX_CHARACTERS) {
            return "is longer than " + MAX_CHARACTERS + " characters";
        }
        if (name.indexOf('.') < 0) {
            return "has no dot";
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!NameRules.isLetter(c) && !NameRules.isDigit(c) && c != '-' && c != '.') {
                return "contains a character other than letters, digits, hyphens and dots";
            }
        }
        String ends = "." + name + ".";
        if (ends.contains("..") || ends.contains(".-") || ends.contains("-.")) {
            return "has an empty part, or one that begins or ends with a hyphen";
        }
        return null;
    }

    @Override
    public String toString() {
        return value;
    }
}
