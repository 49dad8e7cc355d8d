package chat.parley.relay.command;

import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.Welcome;

/**
 * ISUPPORT: what is in 005, once more, or already before one is in.
 *
 * @see <a href="https://ircv3.net/specs/extensions/extended-isupport">IRCv3 extended-isupport</a>
 */
final class IsupportCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.always("ISUPPORT", 0, "");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        if (exchange.client().isConnected() || exchange.client().has(Capability.EXTENDED_ISUPPORT)) {
            Welcome.isupport(exchange);
        } else {
            exchange.reply(Numeric.ERR_NOTREGISTERED);
        }
    }
}
