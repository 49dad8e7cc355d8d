package chat.parley.relay.session;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.ban.Ban;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.metadata.MetadataChange;
import chat.parley.contracts.presence.Claimed;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.reply.FailCode;
import chat.parley.protocol.reply.Numeric;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Lets a client in that has said all it has to: nick, user, and, where it is asked for, who it is. */
final class Entrance {
    /** Of AWAY: a device that nobody sits at, which says nothing of the others. */
    private static final String NOBODY_THERE = "*";

    /** A claim that is certainly not carried out is tried so often, over 5 s. */
    private static final int CLAIMS = 21;

    private static final long CLAIM_AGAIN_MILLIS = 250;

    /**
     * What could not be found out, or done, is tried once more by itself after so long, for as long as connecting may take. Between two
     * tries nothing runs, so that the client can ask for another nick, or go.
     */
    private static final long TRY_AGAIN_MILLIS = 1_000;

    private static final long NOT_YET = Long.MIN_VALUE;

    private final Client client;
    private boolean passed;
    /** It was told that it needs an account, and has some time left to sign in or to make one. */
    private boolean invited;
    /** The wish that was tried in vain, and is tried again; that of a client that asks anew is another one. */
    private int postponedWish = -1;

    private long againMillis = NOT_YET;

    Entrance(Client client) {
        this.client = client;
    }

    boolean isReady() {
        return client.wantedNick() != null
                && client.user() != null
                && !client.isNegotiating()
                && (!invited || client.account() != null);
    }

    /** For how long {@link #enter} is not to be called yet, although it {@link #isReady}. */
    long waitMillis(long nowMillis) {
        if (postponedWish != client.wishes()) {
            return 0;
        }
        // also where the clock was set back
        if (againMillis == NOT_YET || againMillis - nowMillis > TRY_AGAIN_MILLIS) {
            againMillis = nowMillis + TRY_AGAIN_MILLIS;
        }
        return Math.max(0, againMillis - nowMillis);
    }

    /** Called when {@link #isReady}. Ends with the client in, sent away, asked for another nick, or waiting for the next try. */
    void enter(Exchange exchange) {
        abortSasl(exchange);
        exchange.ask(
                new AccountRequest.FindBan(client.peer().address()),
                ban -> ban.ifPresentOrElse(found -> refuse(exchange, found), () -> admit(exchange)),
                failure -> {
                    exchange.unanswered(failure, "*");
                    exchange.leave("Whether you may come in cannot be told now", true);
                });
    }

    private static void refuse(Exchange exchange, Ban ban) {
        exchange.replyWithText(Numeric.ERR_YOUREBANNEDCREEP, "You are banned from this server: " + ban.reason());
        exchange.leave("Banned (" + ban.reason() + ")", true);
    }

    private void admit(Exchange exchange) {
        String given = client.password();
        client.password(null);
        String required = exchange.settings().password();
        if (required != null && !passed) {
            if (given == null || !same(required, given)) {
                exchange.reply(Numeric.ERR_PASSWDMISMATCH);
                exchange.leave("Bad password", true);
                return;
            }
            passed = true;
        } else if (required == null && given != null && client.account() == null && given.indexOf(':') > 0) {
            signInWithPass(exchange, given);
            return;
        }
        knowWho(exchange);
    }

    private void abortSasl(Exchange exchange) {
        SaslDialogue sasl = client.sasl();
        if (sasl != null) {
            client.sasl(null);
            exchange.ask(new AccountRequest.AbortSasl(sasl.exchange()), _done -> {}, _failure -> {});
            exchange.reply(Numeric.ERR_SASLABORTED);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private void signInWithPass(Exchange exchange, String given) {
        if (!client.peer().passwordsAllowed()) {
            exchange.failAs("PASS", FailCode.INSECURE_CONNECTION, FailCode.INSECURE_CONNECTION.text());
            exchange.leave("Passwords are not taken on this connection", true);
            return;
        }
        int colon = given.indexOf(':');
        SignIn.withPassword(
                exchange, given.substring(0, colon), given.substring(colon + 1), () -> knowWho(exchange), failure -> {
                    exchange.replyWithText(Numeric.ERR_PASSWDMISMATCH, failure.text());
                    exchange.leave("Sign-in failed", true);
                });
    }

    private void knowWho(Exchange exchange) {
        Account account = client.account();
        if (account == null && !exchange.settings().guests()) {
            needsAccount(exchange);
            return;
        }
        Nickname wanted = client.wantedNick();
        if (wanted == null) {
            return;
        }
        if (account != null
                && (exchange.settings().forceNick() || account.nick().equals(wanted))) {
            claim(exchange, exchange.settings().forceNick() ? account.nick() : wanted);
        } else {
            exchange.ask(
                    Enrolling.reserverOf(exchange, wanted),
                    owner -> {
                        if (isReserved(owner)) {
                            refuseNick(exchange, wanted, Enrolling.reserved(wanted, owner.orElseThrow()));
                        } else {
                            claim(exchange, wanted);
                        }
                    },
                    failure -> refuseNick(exchange, wanted, failure));
        }
    }

    /**
     * Clients that know neither SASL nor how to register by themselves let people type a line as soon as there is a connection: it
     * is kept for as long as connecting may take.
     */
    private void needsAccount(Exchange exchange) {
        SessionSettings.AccountRegistration rules = exchange.settings().registration();
        boolean byHand =
                rules.enabled() && rules.beforeConnect() && client.peer().passwordsAllowed();
        if (!byHand || client.peer().classic()) {
            exchange.failAs("*", FailCode.ACCOUNT_REQUIRED, FailCode.ACCOUNT_REQUIRED.text());
            exchange.leave("You need to sign in with an account", true);
            return;
        }
        invited = true;
        exchange.failAs(
                "*",
                FailCode.ACCOUNT_REQUIRED,
                "You need to sign in with an account; to make one, say within "
                        + exchange.limits().registrationMillis() / 1_000 + " seconds: /quote REGISTER " + client.name()
                        + (rules.requireEmail() ? " <email>" : " *") + " <password>");
    }

    private boolean isReserved(Optional<Account> owner) {
        Account mine = client.account();
        return owner.isPresent()
                && (mine == null || !mine.id().equals(owner.get().id()));
    }

    /** What the client said of itself before it was in is its account's from now on, where it has one. */
    private void claim(Exchange exchange, Nickname nick) {
        Account account = client.account();
        Metadata said = client.saidBefore();
        if (account == null || said.isEmpty()) {
            claimAs(exchange, nick);
            return;
        }
        int most = exchange.limits().metadata().keys();
        exchange.ask(
                new AccountRequest.ChangeMetadata(account.id(), new MetadataChange.Put(said.values()), most),
                now -> {
                    client.saidBefore(Metadata.NONE);
                    client.account(account.withMetadata(now));
                    claimAs(exchange, nick);
                },
                failure -> {
                    notTaken(exchange, failure, most);
                    claimAs(exchange, nick);
                });
    }

    /** Who comes in is let in all the same. */
    private void notTaken(Exchange exchange, Failure failure, int mostKeys) {
        String command = "METADATA";
        switch (failure) {
            case Failure.Rejected rejected ->
                exchange.failAs(
                        command, FailCode.LIMIT_REACHED, rejected.text(), client.name(), Integer.toString(mostKeys));
            case Failure.Unavailable unavailable
            when !unavailable.certain() ->
                exchange.failAs(command, FailCode.UNKNOWN, FailCode.UNKNOWN.text(), client.name());
            default -> exchange.failAs(command, FailCode.REFUSED, FailCode.REFUSED.text(), client.name());
        }
    }

    private void claimAs(Exchange exchange, Nickname nick) {
        claim(exchange, nick, CLAIMS, 0);
    }

    /** While presence has only just begun, or is away for a moment, the client need not hear of it. */
    private void claim(Exchange exchange, Nickname nick, int tries, long afterMillis) {
        String user = client.user();
        exchange.ask(
                new PresenceRequest.Claim(
                        client.id(),
                        nick,
                        client.account(),
                        user == null ? "user" : user,
                        client.peer().host(),
                        client.realname(),
                        client.peer().secure(),
                        client.saidBefore()),
                afterMillis,
                claimed -> in(exchange, claimed),
                failure -> {
                    if (failure instanceof Failure.Unavailable unavailable) {
                        if (unavailable.certain() && tries > 1) {
                            claim(exchange, nick, tries - 1, CLAIM_AGAIN_MILLIS);
                            return;
                        }
                        if (!unavailable.certain()) {
                            client.perhapsHere();
                        }
                    }
                    refuseNick(exchange, nick, failure);
                });
    }

    /**
     * Another nick has to be asked for; but where nobody can say whether this one can be had, it is tried again. Who types the old
     * protocol is asked for a name instead, so that it is they who try again.
     */
    private void refuseNick(Exchange exchange, Nickname nick, Failure failure) {
        if (failure instanceof Failure.Unavailable && !client.peer().classic()) {
            boolean told = postponedWish == client.wishes();
            postponedWish = client.wishes();
            againMillis = NOT_YET;
            if (told) {
                return;
            }
        } else {
            client.wantedNick(null);
        }
        exchange.unanswered(failure, nick.value());
    }

    private void in(Exchange exchange, Claimed claimed) {
        client.self(claimed.person());
        client.enter(Phase.CONNECTED);
        exchange.audit(new AuditEvent.Connected(
                claimed.person().nick().value(), client.peer().address()));
        Welcome.greet(exchange);
        String away = client.awayAtEntrance();
        if (away == null || (away.equals(NOBODY_THERE) && !claimed.first())) {
            Arrival.arrive(exchange);
            return;
        }
        exchange.ask(
                new PresenceRequest.SetAway(client.id(), away),
                now -> {
                    client.self(now.person());
                    Arrival.arrive(exchange);
                },
                _failure -> Arrival.arrive(exchange));
    }
}
