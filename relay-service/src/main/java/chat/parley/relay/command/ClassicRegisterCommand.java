package chat.parley.relay.command;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.account.Secret;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.name.AccountName;
import chat.parley.protocol.reply.FailCode;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Enrolling;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.OperatorNotice;
import chat.parley.relay.session.SignIn;
import java.nio.charset.StandardCharsets;

/** Makes an account for a client of the classic protocol; unknown to all others. */
final class ClassicRegisterCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.connecting("CLASSICREGISTER", 2, "<hex> :<account>&<first name>&<last name>");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        String[] names = exchange.param(1).split("&", 3);
        String name = names[0];
        String shown = Line.inTheMiddle(name);
        FailCode obstacle = Enrolling.obstacle(exchange, name, "*");
        if (obstacle != null) {
            exchange.fail(obstacle, shown);
            return;
        }
        Enrolling.checkName(exchange, name, new Enrolling.Answer() {
            @Override
            public void good(AccountName _name) {
                register(exchange, name, word(names, 1), word(names, 2));
            }

            @Override
            public void bad(String why) {
                exchange.failWithText(FailCode.BAD_ACCOUNT_NAME, why, shown);
            }

            @Override
            public void somebodyElses(String why) {
                exchange.fail(FailCode.ACCOUNT_EXISTS, name);
            }
        });
    }

    private static void register(Exchange exchange, String name, String first, String last) {
        exchange.ask(
                new AccountRequest.RegisterClassic(
                        name,
                        first,
                        last,
                        new Secret(exchange.param(0).getBytes(StandardCharsets.UTF_8)),
                        exchange.client().peer().address()),
                account -> {
                    OperatorNotice.registered(exchange, account.name());
                    SignIn.complete(exchange, account, () -> {});
                },
                failure -> Enrolling.failed(exchange, failure, name));
    }

    private static String word(String[] names, int index) {
        return index < names.length ? names[index] : "";
    }
}
