package chat.parley.auth.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the password of an account that came from the system before: its SHA-256, in lower-case hex, which the old
 * clients sent in the password's place.
 */
public sealed interface LegacyProof {

    /** What is kept in the database. */
    String text();

    /** Whether that hex is the one. As slow as {@link Verifier#derive}, whatever is known. */
    boolean matchesHex(String hex, int iterations);

    /** Whether a password is the one; as slow. */
    default boolean matches(String password, int iterations) {
        return matchesHex(hexOf(password), iterations);
    }

    /** The hex itself, until it has been wrapped: as good as a password to an old client. */
    record BareHex(String text) implements LegacyProof {
        private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

        public BareHex {
            if (!HEX.matcher(text).matches()) {
                throw new IllegalArgumentException("not the hex of a SHA-256");
            }
        }

        /** Derives as well, so that this account takes as long as any other. */
        @Override
        public boolean matchesHex(String hex, int iterations) {
            Verifier.spend(hex, iterations);
            return MessageDigest.isEqual(
                    text.getBytes(StandardCharsets.US_ASCII), hex.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public String toString() {
            return "BareHex[…]";
        }
    }

    /** A verifier of the hex. */
    record Wrapped(Verifier verifier) implements LegacyProof {
        @Override
        public String text() {
            return verifier.text();
        }

        @Override
        public boolean matchesHex(String hex, int iterations) {
            return verifier.matches(hex);
        }
    }

    /**
     * Reads what a database has.
     *
     * @return null for what is neither, for instance a password that an even older program stored as it was
     */
    static @Nullable LegacyProof parse(String text) {
        Verifier verifier = Verifier.parse(text);
        if (verifier != null) {
            return new Wrapped(verifier);
        }
        String hex = parseHex(text);
        return hex == null ? null : new BareHex(hex);
    }

    /** A hex as an old client sends it, in lower case; null for what is none. */
    static @Nullable String parseHex(String text) {
        String hex = text.strip().toLowerCase(Locale.ROOT);
        return BareHex.HEX.matcher(hex).matches() ? hex : null;
    }

    /** What the old clients made of a password: the SHA-256 of its UTF-8, in lower-case hex. */
    static String hexOf(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
