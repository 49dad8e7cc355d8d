package chat.parley.relay.services;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.account.Secret;
import chat.parley.contracts.failure.Failure;
import chat.parley.protocol.Validated;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.WordPacker;
import chat.parley.protocol.name.RoomName;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was said to a service, and the way to answer it.
 *
 * @param arguments what came after the word
 */
record Talk(Service service, Exchange exchange, List<String> arguments) {
    private static final int MAX_BYTES = 400;

    Client client() {
        return exchange.client();
    }

    String argument(int index) {
        return arguments.get(index);
    }

    Secret secret(int index) {
        return new Secret(argument(index).getBytes(StandardCharsets.UTF_8));
    }

    /** A notice from the service. */
    void say(String text) {
        exchange.send(Line.of("NOTICE", client().name(), WordPacker.cut(text, MAX_BYTES))
                .withSource(service.called() + "!" + service.called() + "@" + exchange.server()));
    }

    /** It was not said as it is written. */
    void explain(WordSpec spec) {
        say("It is written: " + spec.usage());
    }

    void failed(Failure failure) {
        say(failure.text());
    }

    /** The account that the session is signed in to; null, and it is said, when it is to none. */
    @Nullable
    Account account() {
        Account account = client().account();
        if (account == null) {
            say(
                    service == Service.NICKSERV
                            ? "You are not signed in: IDENTIFY first"
                            : "You are not signed in: IDENTIFY to NickServ first");
        }
        return account;
    }

    /** The room that an argument names; null, and it is said, when it is none. */
    @Nullable
    RoomName room(int index) {
        if (RoomName.parse(argument(index)) instanceof Validated.Valid<RoomName>(RoomName room)) {
            return room;
        }
        say("There is no room " + argument(index));
        return null;
    }

    /** Goes on where an argument is the account's password, lest somebody else at the keyboard does what cannot be undone. */
    void withPassword(Account account, int index, Runnable then) {
        exchange.ask(
                new AccountRequest.CheckPassword(
                        account.name(), secret(index), client().peer().address()),
                _right -> then.run(),
                this::failed);
    }
}
