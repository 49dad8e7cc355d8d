package chat.parley.auth.sasl;

import chat.parley.auth.model.PasswordText;
import chat.parley.protocol.name.Nickname;
import org.jspecify.annotations.Nullable;

/** PLAIN: {@code [authzid] NUL authcid NUL password} (RFC 4616). */
final class PlainExchange implements SaslExchange {
    static final String MECHANISM = "PLAIN";

    private enum State {
        MESSAGE,
        CHECK,
        OVER
    }

    private State state = State.MESSAGE;
    private @Nullable String claimedName;

    @Override
    public SaslEffect on(SaslInput input) {
        State was = state;
        state = State.OVER;
        return switch (input) {
            case SaslInput.Message message when was == State.MESSAGE -> onMessage(message.bytes());
            case SaslInput.Checked checked
            when was == State.CHECK ->
                checked.account() == null ? new SaslEffect.Deny() : new SaslEffect.SignIn(checked.account());
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
        return true;
    }

    private SaslEffect onMessage(byte[] bytes) {
        if (bytes.length > 2 * Names.MAX_BYTES + PasswordText.MAX_BYTES + 2) {
            return new SaslEffect.Malformed("The PLAIN message is too long.");
        }
        String text = PasswordText.decode(bytes);
        if (text == null) {
            return new SaslEffect.Malformed("The PLAIN message is not valid UTF-8.");
        }
        String[] parts = text.split("\0", -1);
        if (parts.length != 3 || parts[1].isEmpty()) {
            return new SaslEffect.Malformed(
                    "A PLAIN message is: authorization name (may be empty), NUL, name, NUL, password.");
        }
        String name = parts[1];
        String password = parts[2];
        claimedName = name;
        if (password.isEmpty() || !(parts[0].isEmpty() || Nickname.same(parts[0], name))) {
            return new SaslEffect.Deny();
        }
        state = State.CHECK;
        return new SaslEffect.CheckPassword(name, password);
    }
}
