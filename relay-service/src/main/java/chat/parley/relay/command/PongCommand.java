package chat.parley.relay.command;

import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;

/**
 * PONG: the answer to the server's own PING. That it came is all that matters.
 *
 * @see <a href="https://modern.ircdocs.horse/#pong-message">PONG</a>
 */
final class PongCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.always("PONG", 0, "<token>");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {}
}
