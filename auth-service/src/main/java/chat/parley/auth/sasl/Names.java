package chat.parley.auth.sasl;

import org.jspecify.annotations.Nullable;

/** Names within SCRAM messages: {@code saslname} of RFC 5802, section 5.1. */
final class Names {
    /** Longest name that anybody may claim: old usernames had no bound, and RFC 4616 allows 255. */
    static final int MAX_BYTES = 255;

    private Names() {}

    /**
     * Decodes a name.
     *
     * @return null when it is not well-formed: only {@code =2C} and {@code =3D} may follow an equals sign
     */
    static @Nullable String decode(String saslName) {
        if (saslName.indexOf('=') < 0) {
            return saslName;
        }
        var name = new StringBuilder();
        for (int i = 0; i < saslName.length(); i++) {
            char c = saslName.charAt(i);
            if (c != '=') {
                name.append(c);
            } else if (saslName.startsWith("=2C", i)) {
                name.append(',');
                i += 2;
            } else if (saslName.startsWith("=3D", i)) {
                name.append('=');
                i += 2;
            } else {
                return null;
            }
        }
        return name.toString();
    }
}
