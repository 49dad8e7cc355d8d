package chat.parley.relay.command;

import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;

/**
 * LINKS. All relays together are one server, and only operators are told even that much.
 *
 * @see <a href="https://modern.ircdocs.horse/#links-message">LINKS</a>
 */
final class LinksCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("LINKS", 0, "");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        if (exchange.client().me().isOperator()) {
            exchange.replyWithText(
                    Numeric.RPL_LINKS, "0 " + exchange.settings().network(), exchange.server(), exchange.server());
        }
        exchange.reply(Numeric.RPL_ENDOFLINKS, "*");
    }
}
