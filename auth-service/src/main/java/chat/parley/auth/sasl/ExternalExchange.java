package chat.parley.auth.sasl;

import chat.parley.auth.model.PasswordText;
import chat.parley.contracts.account.Account;
import chat.parley.protocol.name.Nickname;
import org.jspecify.annotations.Nullable;

/**
 * EXTERNAL (RFC 4422, appendix A): the client has shown a certificate, and TLS has made sure that it holds the key. Its message is
 * empty, or names the account that the certificate has to belong to.
 */
final class ExternalExchange implements SaslExchange {
    static final String MECHANISM = "EXTERNAL";

    private enum State {
        MESSAGE,
        CHECK,
        OVER
    }

    private final String fingerprint;
    private State state = State.MESSAGE;
    private @Nullable String claimedName;

    /** @param fingerprint of the client's certificate */
    ExternalExchange(String fingerprint) {
        this.fingerprint = fingerprint;
    }

    @Override
    public SaslEffect on(SaslInput input) {
        State was = state;
        state = State.OVER;
        return switch (input) {
            case SaslInput.Message message when was == State.MESSAGE -> onMessage(message.bytes());
            case SaslInput.Checked checked when was == State.CHECK -> onChecked(checked.account());
            case SaslInput.Message _message -> SaslExchange.outOfPlace();
            case SaslInput.Checked _checked -> SaslExchange.outOfPlace();
            case SaslInput.Found _found -> SaslExchange.outOfPlace();
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

    private SaslEffect onMessage(byte[] bytes) {
        String name = bytes.length > Names.MAX_BYTES ? null : PasswordText.decode(bytes);
        if (name == null) {
            return new SaslEffect.Malformed("The EXTERNAL message is not a name.");
        }
        claimedName = name.isEmpty() ? null : name;
        state = State.CHECK;
        return new SaslEffect.FindOwner(fingerprint);
    }

    private SaslEffect onChecked(@Nullable Account account) {
        if (account == null || !isMeant(account)) {
            return new SaslEffect.DenyCertificate();
        }
        claimedName = account.name();
        return new SaslEffect.SignIn(account);
    }

    /** Whether the client means that account, or whichever the certificate belongs to. */
    private boolean isMeant(Account account) {
        String claimed = claimedName;
        return claimed == null
                || Nickname.same(claimed, account.name())
                || Nickname.same(claimed, account.nick().value());
    }
}
