package chat.parley.cli.session;

import chat.parley.protocol.capability.Capability;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signs in to an account: SCRAM-SHA-256 where the server has it, so that the password itself never leaves this process,
 * and PLAIN only over TLS: where there is no SCRAM, and after a SCRAM that failed, because an account from before
 * SCRAM can do nothing else the first time.
 *
 * @see <a href="https://ircv3.net/specs/extensions/sasl-3.2">IRCv3 SASL</a>
 */
final class SaslTurns {

    /** What is said when name and password are not those of an account. */
    static final String WRONG = "Wrong username or password.";

    private static final int CHUNK = 400;
    private static final String PLAIN = "PLAIN";

    /** What came of a line. */
    enum Progress {
        GOING,
        SIGNED_IN,
        FAILED
    }

    private final Supplier<String> nonces;
    private Scram.@Nullable Key kept;
    private @Nullable Scram scram;
    private @Nullable String mechanism;
    private boolean plainMayFollow;
    private boolean everScram;
    private String failure = "";
    private final StringBuilder incoming = new StringBuilder();

    SaslTurns(Supplier<String> nonces) {
        this.nonces = nonces;
    }

    /** Why it failed, in words. */
    String failure() {
        return failure;
    }

    /** Begins with the best mechanism that the server has. */
    Progress begin(Turn turn, Capabilities capabilities, boolean encrypted, String user, Password password) {
        List<String> offered = Arrays.asList(capabilities.value(Capability.SASL).split(",", -1));
        boolean plain = encrypted && (offered.contains(PLAIN) || offered.equals(List.of("")));
        boolean hasScram = offered.contains(Scram.MECHANISM);
        incoming.setLength(0);
        plainMayFollow = hasScram && plain && !everScram;
        if (hasScram) {
            mechanism = Scram.MECHANISM;
            scram = new Scram(user, password, nonces.get(), kept);
        } else if (plain) {
            mechanism = PLAIN;
            scram = null;
        } else {
            return fail(
                    encrypted
                            ? "This server has no way to sign in that this client knows."
                            : "This server would want the password in the clear. It is not sent without TLS.");
        }
        turn.send("AUTHENTICATE", mechanism);
        return Progress.GOING;
    }

    Progress authenticate(Turn turn, String chunk, String user, Password password) {
        if (incoming.length() + chunk.length() > 64 * CHUNK) {
            turn.send("AUTHENTICATE", "*");
            return fail("The server's part of the sign-in is without end, so it was given up.");
        }
        if (!chunk.equals("+")) {
            incoming.append(chunk);
        }
        if (chunk.length() == CHUNK) {
            return Progress.GOING;
        }
        try {
            byte[] challenge = Base64.getDecoder().decode(incoming.toString());
            incoming.setLength(0);
            Scram exchange = scram;
            send(turn, exchange == null ? plain(user, password) : exchange.answer(challenge));
            return Progress.GOING;
        } catch (IllegalArgumentException e) {
            turn.send("AUTHENTICATE", "*");
            return fail("The server did not keep to the rules of the sign-in, so it was given up.");
        } catch (Scram.Failed e) {
            turn.send("AUTHENTICATE", "*");
            plainMayFollow = false;
            return fail(String.valueOf(e.getMessage()));
        }
    }

    /** Takes 903: signed in, if the server has proved what SCRAM makes it prove. */
    Progress succeeded() {
        Scram exchange = scram;
        if (exchange != null) {
            if (!exchange.verified()) {
                return fail("The server did not prove that it knows your account. It may be somebody else's server.");
            }
            kept = exchange.key();
            everScram = true;
        }
        return Progress.SIGNED_IN;
    }

    /** Takes a numeric that says no. */
    Progress refused(Turn turn, String numeric, String text) {
        if (plainMayFollow && numeric.equals("904") && wrong(text).equals(WRONG)) {
            plainMayFollow = false;
            scram = null;
            mechanism = PLAIN;
            incoming.setLength(0);
            turn.send("AUTHENTICATE", PLAIN);
            return Progress.GOING;
        }
        return fail(
                switch (numeric) {
                    case "904" -> wrong(text);
                    case "902" -> "This account is locked.";
                    case "905" -> "The password is too long for this server.";
                    case "906" -> "The sign-in was given up.";
                    default -> text.isEmpty() ? "The server refused the sign-in." : text;
                });
    }

    /** What 904 says: mostly that name or password are wrong, but also that the server is busy or that it is too often. */
    private static String wrong(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean credentials = text.isEmpty()
                || lower.contains("invalid")
                || lower.contains("password")
                || lower.contains("authentication failed");
        return credentials ? WRONG : Words.sentence(text);
    }

    private Progress fail(String reason) {
        failure = reason;
        return Progress.FAILED;
    }

    private static byte[] plain(String user, Password password) {
        var message = new ByteArrayOutputStream();
        message.write(0);
        message.writeBytes(user.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        message.write(0);
        message.writeBytes(password.utf8());
        return message.toByteArray();
    }

    private static void send(Turn turn, byte[] answer) {
        String text = Base64.getEncoder().encodeToString(answer);
        int from = 0;
        while (text.length() - from >= CHUNK) {
            turn.send("AUTHENTICATE", text.substring(from, from + CHUNK));
            from += CHUNK;
        }
        turn.send("AUTHENTICATE", from == text.length() ? "+" : text.substring(from));
    }
}
