package chat.parley.relay.command;

import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import java.util.List;

/**
 * ADMIN: who runs this server.
 *
 * @see <a href="https://modern.ircdocs.horse/#admin-message">ADMIN</a>
 */
final class AdminCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("ADMIN", 0, "");
    private static final List<Numeric> LINES =
            List.of(Numeric.RPL_ADMINLOC1, Numeric.RPL_ADMINLOC2, Numeric.RPL_ADMINEMAIL);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        List<String> admin = exchange.settings().admin();
        if (admin.isEmpty()) {
            exchange.reply(Numeric.ERR_NOADMININFO, exchange.server());
            return;
        }
        exchange.reply(Numeric.RPL_ADMINME, exchange.server());
        for (int i = 0; i < LINES.size() && i < admin.size(); i++) {
            exchange.replyWithText(LINES.get(i), admin.get(i));
        }
    }
}
