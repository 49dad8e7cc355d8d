package chat.parley.relay.command;

import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.Welcome;

/**
 * TIME.
 *
 * @see <a href="https://modern.ircdocs.horse/#time-message">TIME</a>
 */
final class TimeCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("TIME", 0, "");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        exchange.replyWithText(
                Numeric.RPL_TIME,
                Welcome.inWords(exchange.nowMillis()),
                exchange.server(),
                Long.toString(exchange.nowMillis() / 1_000),
                "0");
    }
}
