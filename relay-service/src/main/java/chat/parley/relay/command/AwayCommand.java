package chat.parley.relay.command;

import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.line.WordPacker;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;

/**
 * AWAY, of the whole person with all its devices. With draft/pre-away it may be said before one is in, and counts from then on.
 *
 * @see <a href="https://modern.ircdocs.horse/#away-message">AWAY</a>
 * @see <a href="https://ircv3.net/specs/extensions/pre-away">IRCv3 pre-away</a>
 */
final class AwayCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.always("AWAY", 0, "[:<text>]");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        Client client = exchange.client();
        String text = exchange.optionalOrEmpty(0);
        int most = exchange.limits().awayBytes();
        boolean away = !text.isEmpty();
        if (!client.isConnected() && !client.has(Capability.PRE_AWAY)) {
            exchange.reply(Numeric.ERR_NOTREGISTERED);
        } else if (WordPacker.utf8Bytes(text) > most) {
            exchange.replyWithText(Numeric.ERR_INPUTTOOLONG, "Away text is longer than " + most + " bytes");
        } else if (!client.isConnected()) {
            client.awayAtEntrance(away ? text : null);
            exchange.reply(away ? Numeric.RPL_NOWAWAY : Numeric.RPL_UNAWAY);
        } else {
            exchange.ask(new PresenceRequest.SetAway(client.id(), away ? text : null), client.name(), claimed -> {
                client.self(claimed.person());
                exchange.reply(away ? Numeric.RPL_NOWAWAY : Numeric.RPL_UNAWAY);
            });
        }
    }
}
