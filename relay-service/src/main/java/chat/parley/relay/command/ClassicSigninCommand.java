package chat.parley.relay.command;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.account.Secret;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.SignIn;
import java.nio.charset.StandardCharsets;

/** Signs a client of the classic protocol in; unknown to all others. */
final class ClassicSigninCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connecting("CLASSICSIGNIN", 2, "<hex> :<account>");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        exchange.ask(
                new AccountRequest.SignInClassic(
                        exchange.param(1),
                        new Secret(exchange.param(0).getBytes(StandardCharsets.UTF_8)),
                        exchange.client().peer().address()),
                account -> SignIn.complete(exchange, account, () -> {}),
                failure -> exchange.replyWithText(Numeric.ERR_SASLFAIL, failure.text()));
    }
}
