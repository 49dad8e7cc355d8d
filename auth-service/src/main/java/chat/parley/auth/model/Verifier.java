package chat.parley.auth.model;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a password: a SCRAM-SHA-256 verifier (RFC 5802, section 3). It suffices to check a password, and not to sign in.
 *
 * <p>Its text form is that of PostgreSQL: {@code SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey}, the three in base64.
 */
public final class Verifier {
    /** Fewer are no protection worth the name (RFC 7677, section 4). */
    public static final int MIN_ITERATIONS = 4_096;

    /** More would keep a thread busy for seconds with one sign-in. */
    public static final int MAX_ITERATIONS = 10_000_000;

    /** In bytes. */
    public static final int SALT_BYTES = 16;

    private static final ScramMechanism SCRAM = ScramMechanism.SCRAM_SHA_256;
    private static final int KEY_BYTES = 32;
    private static final Pattern TEXT =
            Pattern.compile("SCRAM-SHA-256\\$(\\d{1,9}):([A-Za-z0-9+/=]+)\\$([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)");

    private final int iterations;
    private final byte[] salt;
    private final byte[] storedKey;
    private final byte[] serverKey;

    private Verifier(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
        this.iterations = iterations;
        this.salt = salt;
        this.storedKey = storedKey;
        this.serverKey = serverKey;
    }

    /**
     * Puts a verifier together from its parts.
     *
     * @throws IllegalArgumentException if one has an impossible size
     */
    public static Verifier of(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
        if (iterations < 1 || salt.length == 0 || storedKey.length != KEY_BYTES || serverKey.length != KEY_BYTES) {
            throw new IllegalArgumentException("not the parts of a SCRAM-SHA-256 verifier");
        }
        return new Verifier(iterations, salt.clone(), storedKey.clone(), serverKey.clone());
    }

    /**
     * Makes the verifier of a password. Takes a tenth of a second and more by design: never call it on an event loop.
     *
     * @param password prepared with SASLprep where that is possible, and taken as it is where not, as PostgreSQL does; not empty
     */
    public static Verifier derive(String password, byte[] salt, int iterations) {
        byte[] salted = ScramFunctions.saltedPassword(
                SCRAM, StringPreparation.POSTGRESQL_PREPARATION, password.toCharArray(), salt, iterations);
        byte[] storedKey = ScramFunctions.storedKey(SCRAM, ScramFunctions.clientKey(SCRAM, salted));
        return of(iterations, salt, storedKey, ScramFunctions.serverKey(SCRAM, salted));
    }

    /** Takes as long as a derivation and leaves nothing: for names and accounts that no password could match. */
    public static void spend(String password, int iterations) {
        derive(password, new byte[SALT_BYTES], iterations);
    }

    /** Whether text is a verifier; null when it is none. */
    public static @Nullable Verifier parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            return of(
                    Integer.parseInt(matcher.group(1)),
                    base64.decode(matcher.group(2)),
                    base64.decode(matcher.group(3)),
                    base64.decode(matcher.group(4)));
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** Whether a password is the one. As slow as {@link #derive}. */
    public boolean matches(String password) {
        return sameKeys(derive(password, salt, iterations));
    }

    /**
     * Whether a SCRAM client proved to know the password. Cheap.
     *
     * @param proof the client's, 32 bytes
     * @param authMessage see RFC 5802, section 3
     */
    public boolean provenBy(byte[] proof, String authMessage) {
        return proof.length == KEY_BYTES && ScramFunctions.verifyClientProof(SCRAM, proof, storedKey, authMessage);
    }

    /** The server's own proof, for the client. */
    public byte[] serverSignature(String authMessage) {
        return ScramFunctions.serverSignature(SCRAM, serverKey, authMessage);
    }

    public int iterations() {
        return iterations;
    }

    public String saltInBase64() {
        return Base64.getEncoder().encodeToString(salt);
    }

    /** PostgreSQL's notation: what is stored, and never shown. */
    public String text() {
        Base64.Encoder base64 = Base64.getEncoder();
        return "SCRAM-SHA-256$" + iterations + ':' + base64.encodeToString(salt) + '$'
                + base64.encodeToString(storedKey) + ':' + base64.encodeToString(serverKey);
    }

    private boolean sameKeys(Verifier other) {
        return MessageDigest.isEqual(storedKey, other.storedKey) && MessageDigest.isEqual(serverKey, other.serverKey);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Verifier that
                && iterations == that.iterations
                && MessageDigest.isEqual(salt, that.salt)
                && sameKeys(that);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(salt);
    }

    @Override
    public String toString() {
        return "Verifier[…]";
    }
}
