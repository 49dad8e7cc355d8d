package chat.parley.auth.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.auth.model.PasswordText;
import chat.parley.auth.model.Verifier;
import chat.parley.contracts.account.Account;
import chat.parley.protocol.Validated;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * SCRAM-SHA-256 (RFC 5802, RFC 7677), without channel binding. Costs the server no key derivation.
 *
 * <p>For a name that it cannot sign in it runs to its end against a false verifier, and fails as a wrong password does. The last
 * message carries the server's proof; the client confirms it with an empty one.
 */
final class ScramExchange implements SaslExchange {
    static final String MECHANISM = "SCRAM-SHA-256";

    /** Each state holds what the rest of the exchange needs. */
    private sealed interface State {
        record AwaitFirst() implements State {}

        record AwaitVerifier(ClientFirst first) implements State {}

        record AwaitFinal(
                ClientFirst first,
                String serverFirst,
                String nonce,
                @Nullable Account account,
                Verifier verifier) implements State {}

        record AwaitConfirmation(Account account) implements State {}

        record Over() implements State {}
    }

    private final Supplier<String> nonces;
    private State state = new State.AwaitFirst();
    private @Nullable String claimedName;

    ScramExchange(Supplier<String> nonces) {
        this.nonces = nonces;
    }

    @Override
    public SaslEffect on(SaslInput input) {
        State was = state;
        state = new State.Over();
        return switch (input) {
            case SaslInput.Message message -> onMessage(was, message.bytes());
            case SaslInput.Found found when was instanceof State.AwaitVerifier await -> onFound(await.first(), found);
            case SaslInput.Found _found -> SaslExchange.outOfPlace();
            case SaslInput.Checked _checked -> SaslExchange.outOfPlace();
        };
    }

    @Override
    public @Nullable String claimedName() {
        return claimedName;
    }

    @Override
    public boolean inTheClear() {
        return false;
    }

    private SaslEffect onMessage(State was, byte[] bytes) {
        String text = PasswordText.decode(bytes);
        if (text == null) {
            return new SaslEffect.Malformed("The SCRAM message is not valid UTF-8.");
        }
        return switch (was) {
            case State.AwaitFirst _await -> onFirst(text);
            case State.AwaitFinal await -> onFinal(await, text);
            case State.AwaitConfirmation await when text.isEmpty() -> new SaslEffect.SignIn(await.account());
            case State.AwaitConfirmation _await -> SaslExchange.outOfPlace();
            case State.AwaitVerifier _await -> SaslExchange.outOfPlace();
            case State.Over _over -> SaslExchange.outOfPlace();
        };
    }

    private SaslEffect onFirst(String text) {
        return switch (ClientFirst.parse(text)) {
            case Validated.Invalid<ClientFirst> bad -> new SaslEffect.Malformed(bad.reason());
            case Validated.Valid<ClientFirst> good -> {
                claimedName = good.value().name();
                if (!good.value().sameIdentity()) {
                    yield new SaslEffect.Deny();
                }
                state = new State.AwaitVerifier(good.value());
                yield new SaslEffect.FindVerifier(good.value().name());
            }
        };
    }

    private SaslEffect onFound(ClientFirst first, SaslInput.Found found) {
        String nonce = first.nonce() + nonces.get();
        Verifier verifier = found.verifier();
        String serverFirst = "r=" + nonce + ",s=" + verifier.saltInBase64() + ",i=" + verifier.iterations();
        state = new State.AwaitFinal(first, serverFirst, nonce, found.account(), verifier);
        return new SaslEffect.Challenge(serverFirst.getBytes(UTF_8));
    }

    private SaslEffect onFinal(State.AwaitFinal await, String text) {
        return switch (ClientFinal.parse(text)) {
            case Validated.Invalid<ClientFinal> bad -> new SaslEffect.Malformed(bad.reason());
            case Validated.Valid<ClientFinal> good -> onFinal(await, good.value());
        };
    }

    private SaslEffect onFinal(State.AwaitFinal await, ClientFinal last) {
        String header =
                Base64.getEncoder().encodeToString(await.first().gs2Header().getBytes(UTF_8));
        if (!header.equals(last.channelBinding())) {
            return new SaslEffect.Malformed("The channel binding is not that of the first SCRAM message.");
        }
        if (!MessageDigest.isEqual(await.nonce().getBytes(UTF_8), last.nonce().getBytes(UTF_8))) {
            return new SaslEffect.Malformed("The nonce is not that of this exchange.");
        }
        String authMessage = await.first().bare() + ',' + await.serverFirst() + ',' + last.withoutProof();
        boolean proven = await.verifier().provenBy(last.proof(), authMessage);
        Account account = await.account();
        if (!proven || account == null) {
            return new SaslEffect.Deny();
        }
        state = new State.AwaitConfirmation(account);
        String signature = Base64.getEncoder().encodeToString(await.verifier().serverSignature(authMessage));
        return new SaslEffect.Challenge(("v=" + signature).getBytes(UTF_8));
    }
}
