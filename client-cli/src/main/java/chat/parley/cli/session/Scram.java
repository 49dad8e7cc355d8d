package chat.parley.cli.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.ServerFirstMessage;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramException;
import com.ongres.scram.common.exception.ScramRuntimeException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one SCRAM-SHA-256 exchange. The key that is derived from the password, which takes a good part of
 * a second, is handed back to be kept, so that the next exchange with the same salt costs nothing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802">RFC 5802</a>
 */
final class Scram {

    static final String MECHANISM = "SCRAM-SHA-256";

    /** A server may not make this client compute for minutes, nor have the password for next to nothing. */
    private static final int MOST_ITERATIONS = 10_000_000;

    private static final int FEWEST_ITERATIONS = 4096;

    /** What was derived from a password. */
    static final class Key {
        private final String salt;
        private final int iterations;
        private final byte[] saltedPassword;

        private Key(String salt, int iterations, byte[] saltedPassword) {
            this.salt = salt;
            this.iterations = iterations;
            this.saltedPassword = saltedPassword;
        }

        private boolean fits(ServerFirstMessage terms) {
            return salt.equals(terms.getSalt()) && iterations == terms.getIterationCount();
        }
    }

    /** The exchange cannot go on; the message is in words, for the user. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(String reason) {
            super(reason);
        }
    }

    private final String user;
    private final Password password;
    private final String nonce;
    private @Nullable Key key;
    private @Nullable ScramClient client;
    private boolean answered;
    private boolean verified;

    Scram(String user, Password password, String nonce, @Nullable Key kept) {
        this.user = user;
        this.password = password;
        this.nonce = nonce;
        this.key = kept;
    }

    /** The key that this exchange used, for the next one. */
    @Nullable
    Key key() {
        return key;
    }

    /** Whether the server has shown that it knows the password too. */
    boolean verified() {
        return verified;
    }

    /** The answer to the server's next message; the first one is empty. */
    byte[] answer(byte[] challenge) throws Failed {
        String message = new String(challenge, UTF_8);
        try {
            if (client == null && !answered) {
                answered = true;
                return bytes(newClient(new byte[32]).clientFirstMessage().toString());
            }
            if (client == null) {
                return proof(message);
            }
            client.serverFinalMessage(message);
            verified = true;
            return new byte[0];
        } catch (ScramException | ScramRuntimeException | IllegalArgumentException | IllegalStateException e) {
            throw new Failed("The server did not keep to the rules of the sign-in, so it was given up.");
        }
    }

    private byte[] proof(String serverFirst) throws ScramException, Failed {
        ScramClient reader = newClient(new byte[32]);
        reader.clientFirstMessage();
        ServerFirstMessage terms = reader.serverFirstMessage(serverFirst);
        Key known = key;
        if (known == null || !known.fits(terms)) {
            known = derive(terms);
            key = known;
        }
        ScramClient prover = newClient(known.saltedPassword);
        prover.clientFirstMessage();
        prover.serverFirstMessage(serverFirst);
        client = prover;
        return bytes(prover.clientFinalMessage().toString());
    }

    private Key derive(ServerFirstMessage terms) throws Failed {
        int iterations = terms.getIterationCount();
        if (iterations > MOST_ITERATIONS || iterations < FEWEST_ITERATIONS) {
            throw new Failed(
                    "The server asks for " + iterations + " rounds of hashing the password, which is not sane.");
        }
        char[] characters = password.copy();
        try {
            byte[] salted = ScramFunctions.saltedPassword(
                    ScramMechanism.SCRAM_SHA_256,
                    StringPreparation.POSTGRESQL_PREPARATION,
                    characters,
                    Base64.getDecoder().decode(terms.getSalt()),
                    iterations);
            return new Key(terms.getSalt(), iterations, salted);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    private ScramClient newClient(byte[] saltedPassword) {
        return ScramClient.builder()
                .advertisedMechanisms(List.of(MECHANISM))
                .username(user)
                .saltedPassword(saltedPassword)
                .nonceSupplier(() -> nonce)
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
