package chat.parley.relay.command;

import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.line.WordPacker;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;

/**
 * AWAY, of the whole person with all its devices.
 *
 * @see <a href="https://modern.ircdocs.horse/#away-message">AWAY</a>
 */
final class AwayCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("AWAY", 0, "[:<text>]");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        Client client = exchange.client();
        String text = exchange.optionalOrEmpty(0);
        int most = exchange.limits().awayBytes();
        if (WordPacker.utf8Bytes(text) > most) {
            exchange.replyWithText(Numeric.ERR_INPUTTOOLONG, "Away text is longer than " + most + " bytes");
            return;
        }
        boolean away = !text.isEmpty();
        exchange.ask(new PresenceRequest.SetAway(client.id(), away ? text : null), client.name(), claimed -> {
            client.self(claimed.person());
            exchange.reply(away ? Numeric.RPL_NOWAWAY : Numeric.RPL_UNAWAY);
        });
    }
}
