package chat.parley.auth.model;

import chat.parley.protocol.name.Nickname;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What SCRAM runs against for a name that it cannot sign in: the same for that name each time, in whatever capitals, so that nobody
 * can tell it from a real one by asking twice (RFC 5802, section 5.1, "unknown-user").
 */
public final class FalseVerifier {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final int iterations;

    /**
     * Makes false verifiers under a key.
     *
     * @param key secret, and the same for as long as the accounts live
     */
    public FalseVerifier(byte[] key, int iterations) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.iterations = iterations;
    }

    public Verifier of(String name) {
        String folded = Nickname.fold(name);
        byte[] salt = Arrays.copyOf(hmac("salt " + folded), Verifier.SALT_BYTES);
        return Verifier.of(iterations, salt, hmac("stored " + folded), hmac("server " + folded));
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }
}
