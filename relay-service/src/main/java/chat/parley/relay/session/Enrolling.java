package chat.parley.relay.session;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.AccountName;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.reply.FailCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may stand in the way of a new account, before the auth service is asked and after. */
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
        boolean good = at > 0
                && at < text.length() - 1
                && text.length() <= MAX_EMAIL_BYTES
                && text.chars().noneMatch(c -> c == ' ' || Character.isISOControl(c));
        return good ? null : FailCode.INVALID_EMAIL;
    }

    /** The name that a new account would have is good, or not, or somebody else's. */
    public interface Answer {
        void good(AccountName name);

        /** It cannot be the name of an account, or can be mistaken for the nick of somebody who is here; {@code why} is a sentence. */
        void bad(String why);

        /** It is the nick of somebody else who is here; {@code why} is a sentence. */
        void somebodyElses(String why);
    }

    /**
     * Checks the name of a new account. A guest who is here keeps its nick: nobody can register it, or one that looks like it, away
     * from them.
     */
    public static void checkName(Exchange exchange, String text, Answer answer) {
        switch (exchange.limits().account(text)) {
            case Validated.Invalid<AccountName> invalid -> answer.bad("The name " + invalid.reason());
            case Validated.Valid<AccountName>(AccountName name) -> {
                Nickname nick = new Nickname(name.value());
                Person holder = exchange.views().presence().byNick(nick);
                if (holder != null && !holder.id().equals(exchange.client().person())) {
                    answer.somebodyElses("Somebody else is here under that nick");
                } else if (exchange.limits().nicks().beyondAscii()) {
                    unlessLookalike(exchange, name, nick, answer);
                } else {
                    answer.good(name);
                }
            }
        }
    }

    private static void unlessLookalike(Exchange exchange, AccountName name, Nickname nick, Answer answer) {
        Client client = exchange.client();
        Nickname own = client.isConnected() ? client.me().nick() : null;
        exchange.ask(new PresenceRequest.FindLookalike(nick, own), name.value(), found -> {
            if (found.isPresent()) {
                answer.bad("The name looks like the nick of somebody who is here; choose another.");
            } else {
                answer.good(name);
            }
        });
    }

    /** Tells why the auth service has made none. */
    public static void failed(Exchange exchange, Failure failure, String name) {
        if (failure instanceof Failure.Unavailable unavailable) {
            exchange.failWithText(FailCode.TEMPORARILY_UNAVAILABLE, unavailable.text(), name);
        } else {
            exchange.failed(failure, name);
        }
    }

    /** For whom a nick is reserved that somebody wants: the account of that name, or one whose name looks like it. */
    public static AccountRequest<Optional<Account>> reserverOf(Exchange exchange, Nickname nick) {
        return exchange.limits().nicks().beyondAscii()
                ? new AccountRequest.FindReserver(nick)
                : new AccountRequest.FindAccount(nick.value());
    }

    /** Why a nick is refused that is reserved for an account. */
    public static Failure reserved(Nickname wanted, Account owner) {
        boolean same = wanted.equals(owner.nick()) || Nickname.same(wanted.value(), owner.name());
        return same
                ? new Failure.Rejected(Reason.NICK_RESERVED, SignIn.RESERVED)
                : new Failure.Rejected(
                        Reason.NAME_LOOKS_ALIKE, "Nick looks like the name of an account: choose another");
    }
}
