package chat.parley.relay.command;

import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;

/**
 * PASS: the server's password where it has one; else an account and its password, for clients without SASL.
 *
 * @see <a href="https://modern.ircdocs.horse/#pass-message">PASS</a>
 */
final class PassCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connecting("PASS", 1, "<password> | <account>:<password>");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        exchange.client().password(exchange.param(0));
    }
}
