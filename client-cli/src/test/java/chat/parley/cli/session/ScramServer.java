package chat.parley.cli.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import java.util.Base64;

/** The server's side of SCRAM-SHA-256, as a session under test needs it. */
final class ScramServer {

    private static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_256;

    private final byte[] salt;
    private final int iterations;
    private final byte[] salted;
    private String clientFirst = "";
    private String serverFirst = "";

    ScramServer(String password, String salt, int iterations) {
        this.salt = salt.getBytes(UTF_8);
        this.iterations = iterations;
        this.salted = ScramFunctions.saltedPassword(
                MECHANISM, StringPreparation.NO_PREPARATION, password.toCharArray(), this.salt, iterations);
    }

    /** The first message, for the client's first one; both as they stand behind AUTHENTICATE. */
    String first(String chunk) {
        clientFirst = decode(chunk).substring("n,,".length());
        String nonce = clientFirst.substring(clientFirst.indexOf("r=") + 2);
        serverFirst = "r=" + nonce + "server,s=" + Base64.getEncoder().encodeToString(salt) + ",i=" + iterations;
        return encode(serverFirst);
    }

    /** Whether the client's last message proves that it knows the password. */
    boolean isProof(String chunk) {
        String last = decode(chunk);
        int proofAt = last.indexOf(",p=");
        byte[] proof = Base64.getDecoder().decode(last.substring(proofAt + 3));
        byte[] storedKey = ScramFunctions.storedKey(MECHANISM, ScramFunctions.clientKey(MECHANISM, salted));
        return ScramFunctions.verifyClientProof(MECHANISM, proof, storedKey, message(last.substring(0, proofAt)));
    }

    /** The last message, with the server's own proof. */
    String last(String chunk) {
        String last = decode(chunk);
        byte[] serverKey = ScramFunctions.serverKey(MECHANISM, salted);
        byte[] signature =
                ScramFunctions.serverSignature(MECHANISM, serverKey, message(last.substring(0, last.indexOf(",p="))));
        return encode("v=" + Base64.getEncoder().encodeToString(signature));
    }

    private String message(String clientLastWithoutProof) {
        return clientFirst + "," + serverFirst + "," + clientLastWithoutProof;
    }

    private static String decode(String chunk) {
        return new String(Base64.getDecoder().decode(chunk.substring(chunk.lastIndexOf(' ') + 1)), UTF_8);
    }

    private static String encode(String message) {
        return "AUTHENTICATE " + Base64.getEncoder().encodeToString(message.getBytes(UTF_8));
    }
}
