package chat.parley.relay.command;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.account.Secret;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.AccountName;
import chat.parley.protocol.reply.FailCode;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Enrolling;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.OperatorNotice;
import chat.parley.relay.session.SignIn;
import java.nio.charset.StandardCharsets;

/**
 * REGISTER: makes an account and signs in to it, before and after connecting. The tags {@code parley.chat/first-name} and {@code
 * parley.chat/last-name} may go with it.
 *
 * @see <a href="https://ircv3.net/specs/extensions/account-registration">IRCv3 account-registration</a>
 */
final class RegisterCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.always("REGISTER", 3, "<account or *> <email or *> :<password>");
    private static final String FIRST_NAME = "parley.chat/first-name";
    private static final String LAST_NAME = "parley.chat/last-name";
    private static final int MAX_NAME_BYTES = 100;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        Client client = exchange.client();
        String asked = exchange.param(0);
        boolean own = asked.equals("*");
        String name = own ? client.name() : asked;
        FailCode obstacle = Enrolling.obstacle(exchange, name, exchange.param(1));
        if (obstacle == null && exchange.param(2).isEmpty()) {
            obstacle = FailCode.WEAK_PASSWORD;
        }
        if (obstacle != null) {
            exchange.fail(obstacle, name);
            return;
        }
        Enrolling.checkName(exchange, name, new Enrolling.Answer() {
            @Override
            public void good(AccountName _name) {
                register(exchange, name);
            }

            @Override
            public void bad(String why) {
                exchange.failWithText(FailCode.BAD_ACCOUNT_NAME, why, Cut.toBytes(name, MAX_NAME_BYTES));
            }

            @Override
            public void somebodyElses(String why) {
                exchange.failWithText(FailCode.ACCOUNT_EXISTS, why, name);
            }
        });
    }

    private static void register(Exchange exchange, String name) {
        Client client = exchange.client();
        Tags tags = exchange.line().tags();
        String email = exchange.param(1);
        exchange.ask(
                new AccountRequest.Register(
                        name,
                        tagText(tags, FIRST_NAME),
                        tagText(tags, LAST_NAME),
                        email.equals("*") ? null : email,
                        new Secret(exchange.param(2).getBytes(StandardCharsets.UTF_8)),
                        client.peer().address()),
                account -> {
                    exchange.fromServer("REGISTER", "SUCCESS", account.name(), "Account created: you are signed in");
                    OperatorNotice.registered(exchange, account.name());
                    SignIn.complete(exchange, account, () -> {});
                },
                failure -> Enrolling.failed(exchange, failure, name));
    }

    private static String tagText(Tags tags, String key) {
        String text = tags.get(key);
        return text == null ? "" : Cut.toBytes(text.strip(), MAX_NAME_BYTES);
    }
}
