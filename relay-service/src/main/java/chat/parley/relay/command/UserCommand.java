package chat.parley.relay.command;

import chat.parley.protocol.name.Ident;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;

/**
 * USER.
 *
 * @see <a href="https://modern.ircdocs.horse/#user-message">USER</a>
 */
final class UserCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connecting("USER", 4, "<user> 0 * :<realname>");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        if (exchange.param(0).isEmpty() || exchange.param(3).isEmpty()) {
            exchange.reply(Numeric.ERR_NEEDMOREPARAMS, exchange.command());
            return;
        }
        exchange.client()
                .user(
                        Ident.of(exchange.param(0)).value(),
                        Cut.toBytes(exchange.param(3), exchange.limits().realnameBytes()));
    }
}
