package chat.parley.cli.connection;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.util.Base64;

/**
 * What a server's key is known by: the SHA-256 of its public key, so that a certificate renewed for the same key stays
 * trusted.
 *
 * @param text {@code SHA256:} and base64, as ssh shows them
 */
public record Fingerprint(String text) {

    private static final String PREFIX = "SHA256:";

    public Fingerprint {
        boolean whole = text.startsWith(PREFIX) && text.length() == PREFIX.length() + 43;
        if (!whole || !text.substring(PREFIX.length()).matches("[A-Za-z0-9+/]+")) {
            throw new IllegalArgumentException("A fingerprint is SHA256: and 43 characters of base64");
        }
    }

    /** The fingerprint of a certificate's key. */
    public static Fingerprint of(Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getPublicKey().getEncoded());
            return new Fingerprint(PREFIX + Base64.getEncoder().withoutPadding().encodeToString(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
