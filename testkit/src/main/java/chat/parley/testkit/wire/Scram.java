package chat.parley.testkit.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The client's side of SCRAM-SHA-256, written from the RFC and from nothing else, so that the server's is checked against it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7677">RFC 7677</a>
 */
final class Scram {
    private static final String HASH = "HmacSHA256";

    private final String password;
    private final String firstBare;
    private byte[] serverSignature = new byte[0];

    Scram(String name, String password) {
        this.password = password;
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        String escaped = name.replace("=", "=3D").replace(",", "=2C");
        firstBare = "n=" + escaped + ",r=" + HexFormat.of().formatHex(random);
    }

    String first() {
        return "n,," + firstBare;
    }

    /** The answer to the server's first message. */
    String answer(String serverFirst) {
        String nonce = field(serverFirst, 'r');
        byte[] salt = Base64.getDecoder().decode(field(serverFirst, 's'));
        int iterations = Integer.parseInt(field(serverFirst, 'i'));
        if (!nonce.startsWith(firstBare.substring(firstBare.lastIndexOf("r=") + 2))) {
            throw new AssertionError("The server's nonce does not begin with the client's: " + serverFirst);
        }
        String finalWithoutProof = "c=biws,r=" + nonce;
        String message = firstBare + "," + serverFirst + "," + finalWithoutProof;
        try {
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
                    .getEncoded();
            byte[] proof = hmac(salted, "Client Key");
            byte[] signature = hmac(MessageDigest.getInstance("SHA-256").digest(proof), message);
            for (int i = 0; i < proof.length; i++) {
                proof[i] ^= signature[i];
            }
            serverSignature = hmac(hmac(salted, "Server Key"), message);
            return finalWithoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no PBKDF2", e);
        }
    }

    /** Whether the server has proved that it knows the verifier. */
    boolean isProvedBy(String serverFinal) {
        return serverFinal.startsWith("v=")
                && MessageDigest.isEqual(serverSignature, Base64.getDecoder().decode(field(serverFinal, 'v')));
    }

    private static String field(String message, char name) {
        for (String part : message.split(",", -1)) {
            if (part.length() > 1 && part.charAt(0) == name && part.charAt(1) == '=') {
                return part.substring(2);
            }
        }
        throw new AssertionError("No field " + name + " in " + message);
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HASH);
        mac.init(new SecretKeySpec(key, HASH));
        return mac.doFinal(text.getBytes(UTF_8));
    }
}
