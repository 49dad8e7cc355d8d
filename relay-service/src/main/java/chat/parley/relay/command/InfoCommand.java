package chat.parley.relay.command;

import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.Welcome;

/**
 * INFO.
 *
 * @see <a href="https://modern.ircdocs.horse/#info-message">INFO</a>
 */
final class InfoCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("INFO", 0, "");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        exchange.replyWithText(
                Numeric.RPL_INFO,
                exchange.settings().version() + ", started "
                        + Welcome.inWords(exchange.settings().startedAtMillis()));
        exchange.replyWithText(Numeric.RPL_INFO, "A chat room in which an echo means stored");
        exchange.reply(Numeric.RPL_ENDOFINFO);
    }
}
