package chat.parley.auth.sasl;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client's sign-in, from its first message to the end. Not thread-safe: its owner hands it one input at a time.
 *
 * <p>An input that does not belong to the state it is in ends the exchange as malformed.
 */
public sealed interface SaslExchange permits ExternalExchange, PlainExchange, ScramExchange {

    SaslEffect on(SaslInput input);

    /** What the client says it is, as soon as it said so. */
    @Nullable
    String claimedName();

    /** Whether the client hands over the password as it is. */
    boolean inTheClear();

    /** For an input that does not belong to the state it came in. */
    static SaslEffect outOfPlace() {
        return new SaslEffect.Malformed("That SASL message does not belong here.");
    }

    /**
     * Begins an exchange.
     *
     * @param nonces gives the server's part of a SCRAM nonce: printable, without a comma, never the same twice
     * @param certificate the fingerprint of the client's; null where it has shown none
     * @return null for a mechanism that is not offered
     */
    static @Nullable SaslExchange begin(String mechanism, Supplier<String> nonces, @Nullable String certificate) {
        return switch (mechanism) {
            case PlainExchange.MECHANISM -> new PlainExchange();
            case ScramExchange.MECHANISM -> new ScramExchange(nonces);
            case ExternalExchange.MECHANISM -> certificate == null ? null : new ExternalExchange(certificate);
            default -> null;
        };
    }
}
