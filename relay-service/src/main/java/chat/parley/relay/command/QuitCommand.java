package chat.parley.relay.command;

import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;

/**
 * QUIT.
 *
 * @see <a href="https://modern.ircdocs.horse/#quit-message">QUIT</a>
 */
final class QuitCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.always("QUIT", 0, "[:<reason>]");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        String reason = exchange.optionalOrEmpty(0);
        exchange.quit(
                reason.isEmpty()
                        ? "Quit"
                        : "Quit: " + Cut.toBytes(reason, exchange.limits().reasonBytes()));
    }
}
