package chat.parley.relay.nickserv;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.Secret;
import chat.parley.contracts.failure.Failure;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.WordPacker;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was said to NickServ, and the way to answer it.
 *
 * @param arguments what came after the word
 */
record Talk(Exchange exchange, List<String> arguments) {
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

    /** A notice from NickServ. */
    void say(String text) {
        exchange.send(Line.of("NOTICE", client().name(), WordPacker.cut(text, MAX_BYTES))
                .withSource(NickServ.NAME + "!" + NickServ.NAME + "@" + exchange.server()));
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
            say("You are not signed in: IDENTIFY first");
        }
        return account;
    }
}
