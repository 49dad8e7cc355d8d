package chat.parley.relay.session;

import chat.parley.contracts.presence.Person;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.AccountName;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.reply.FailCode;
import org.jspecify.annotations.Nullable;

/** What may stand in the way of a new account, before the auth service is asked. */
public final class Enrolling {
    private static final int MAX_EMAIL_BYTES = 254;

    private Enrolling() {}

    /**
     * What stands in the way; null for nothing.
     *
     * @param name of the account
     * @param email {@code *} for none
     */
    public static @Nullable FailCode obstacle(Exchange exchange, String name, String email) {
        Client client = exchange.client();
        SessionSettings.AccountRegistration rules = exchange.settings().registration();
        if (client.account() != null) {
            return FailCode.ALREADY_AUTHENTICATED;
        }
        if (!rules.enabled()) {
            return FailCode.REGISTRATION_DISABLED;
        }
        if (!client.peer().passwordsAllowed()) {
            return FailCode.INSECURE_CONNECTION;
        }
        if (!client.isConnected() && !rules.beforeConnect()) {
            return FailCode.COMPLETE_CONNECTION_REQUIRED;
        }
        if (name.equals("*")) {
            return FailCode.NEED_NICK;
        }
        return email.equals("*") ? (rules.requireEmail() ? FailCode.INVALID_EMAIL : null) : emailFault(email);
    }

    private static @Nullable FailCode emailFault(String text) {
        int at = text.lastIndexOf('@');
        boolean good = at > 0 && at < text.length() - 1 && text.length() <= MAX_EMAIL_BYTES && text.indexOf(' ') < 0;
        return good ? null : FailCode.INVALID_EMAIL;
    }

    /** What is wrong with the name of a new account, as a sentence; null for nothing. */
    public static @Nullable String fault(Exchange exchange, String name) {
        return switch (exchange.limits().account(name)) {
            case Validated.Invalid<AccountName> invalid -> "The name " + invalid.reason();
            case Validated.Valid<AccountName> valid ->
                isSomebodyElses(exchange, valid.value()) ? "Somebody else is here under that nick" : null;
        };
    }

    /** A guest who is here keeps its nick: nobody can register it away from them. */
    public static boolean isSomebodyElses(Exchange exchange, AccountName name) {
        Person holder = exchange.views().presence().byNick(new Nickname(name.value()));
        return holder != null && !holder.id().equals(exchange.client().person());
    }
}
