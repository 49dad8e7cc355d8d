package chat.parley.relay.command;

import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.Welcome;

/**
 * VERSION.
 *
 * @see <a href="https://modern.ircdocs.horse/#version-message">VERSION</a>
 */
final class VersionCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("VERSION", 0, "");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        exchange.replyWithText(
                Numeric.RPL_VERSION,
                exchange.settings().network(),
                exchange.settings().version(),
                exchange.server());
        Welcome.isupport(exchange);
    }
}
