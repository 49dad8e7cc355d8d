package chat.parley.relay.command;

import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.Welcome;

/**
 * MOTD.
 *
 * @see <a href="https://modern.ircdocs.horse/#motd-message">MOTD</a>
 */
final class MotdCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("MOTD", 0, "");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        Welcome.motd(exchange);
    }
}
