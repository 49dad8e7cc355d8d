package chat.parley.relay.command;

import chat.parley.protocol.line.LineLimits;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;

/**
 * PING. The answer is a barrier: everything that any session of this relay asked before is settled.
 *
 * @see <a href="https://modern.ircdocs.horse/#ping-message">PING</a>
 */
final class PingCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.always("PING", 0, "<token>");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        String token = exchange.optional(0);
        if (token == null) {
            exchange.reply(Numeric.ERR_NOORIGIN);
        } else {
            // what remains of a line after the server's name, twice, and the rest of ":server PONG server :"
            int most =
                    LineLimits.STANDARD_BODY_BYTES - 12 - 2 * exchange.server().length();
            String answer = Cut.toBytes(token, most);
            exchange.whenSettled(() -> exchange.fromServer("PONG", exchange.server(), answer));
        }
    }
}
