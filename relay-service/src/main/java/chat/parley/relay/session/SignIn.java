package chat.parley.relay.session;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.account.SaslStep;
import chat.parley.contracts.account.Secret;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.presence.Claimed;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.Numeric;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** What follows from knowing a password, however it was told: by SASL, PASS or REGISTER. */
public final class SignIn {
    /** What is told about a nick that is somebody's account. */
    public static final String RESERVED = "Nick is reserved for an account: sign in to it, or choose another";

    private static final String PLAIN = "PLAIN";

    private SignIn() {}

    /** Checks a name and a password that came in one piece, as PASS gives them. */
    public static void withPassword(
            Exchange exchange, String name, String password, Runnable then, Consumer<Failure> otherwise) {
        Secret message = new Secret(("\0" + name + "\0" + password).getBytes(StandardCharsets.UTF_8));
        String address = exchange.client().peer().address();
        exchange.ask(
                new AccountRequest.BeginSasl(PLAIN, address),
                challenge -> exchange.ask(
                        new AccountRequest.ContinueSasl(challenge.exchange(), message),
                        step -> {
                            if (step instanceof SaslStep.SignedIn signedIn) {
                                complete(exchange, signedIn.account(), then);
                            } else {
                                otherwise.accept(new Failure.Denied(Reason.BAD_CREDENTIALS, "Sign-in failed"));
                            }
                        },
                        otherwise),
                otherwise);
    }

    /**
     * The client is who it says. While connecting that is remembered; afterwards its person becomes the account's.
     *
     * @param then what there is to say beyond 900
     */
    public static void complete(Exchange exchange, Account account, Runnable then) {
        Client client = exchange.client();
        if (!client.isConnected()) {
            client.account(account);
            loggedIn(exchange, account);
            then.run();
            return;
        }
        // by the time of the answer nobody knows any more where its person was
        List<RoomName> rooms = exchange.views().roomsOf(client.me().id()).stream()
                .map(view -> view.room().name())
                .toList();
        exchange.expectMany();
        exchange.expectPresence(PresenceEvent.What.NICK);
        exchange.expectPresence(PresenceEvent.What.ACCOUNT);
        exchange.ask(
                new PresenceRequest.Identify(
                        client.id(), account, exchange.settings().forceNick()),
                claimed -> {
                    client.account(account);
                    becomes(exchange, claimed, rooms);
                    loggedIn(exchange, account);
                    then.run();
                },
                failure -> {
                    if (exchange.command().equals("AUTHENTICATE")) {
                        exchange.replyWithText(Numeric.ERR_SASLFAIL, failure.text());
                    } else {
                        exchange.unanswered(failure, account.nick().value());
                    }
                });
    }

    /** @param rooms that it was in until now */
    private static void becomes(Exchange exchange, Claimed claimed, List<RoomName> rooms) {
        Client client = exchange.client();
        Person before = client.me();
        Person now = claimed.person();
        client.self(now);
        boolean another = !before.id().equals(now.id());
        if (another) {
            String as = "Signed in as " + now.account();
            rooms.forEach(room -> exchange.event(
                    Line.of("PART", room.value(), as).withSource(before.source().text())));
        }
        if (!before.nick().value().equals(now.nick().value())) {
            exchange.event(Line.of("NICK", now.nick().value())
                    .withSource(before.source().text()));
        }
        if (another) {
            Arrival.arrive(exchange);
        }
    }

    private static void loggedIn(Exchange exchange, Account account) {
        exchange.replyWithText(
                Numeric.RPL_LOGGEDIN,
                Numeric.RPL_LOGGEDIN.text(account.nick().value()),
                exchange.client().sourceText(),
                account.nick().value());
    }
}
