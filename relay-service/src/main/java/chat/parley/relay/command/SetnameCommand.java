package chat.parley.relay.command;

import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.line.WordPacker;
import chat.parley.protocol.reply.FailCode;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;

/**
 * SETNAME.
 *
 * @see <a href="https://ircv3.net/specs/extensions/setname">IRCv3 setname</a>
 */
final class SetnameCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("SETNAME", 1, ":<realname>");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        Client client = exchange.client();
        String realname = exchange.param(0);
        int most = exchange.limits().realnameBytes();
        if (realname.isBlank()) {
            exchange.failWithText(FailCode.INVALID_REALNAME, "The real name is empty");
        } else if (WordPacker.utf8Bytes(realname) > most) {
            exchange.failWithText(FailCode.INVALID_REALNAME, "The real name is longer than " + most + " bytes");
        } else {
            exchange.expectPresence(PresenceEvent.What.REALNAME);
            exchange.ask(
                    new PresenceRequest.SetRealname(client.id(), realname),
                    claimed -> client.self(claimed.person()),
                    failure -> exchange.failWithText(FailCode.CANNOT_CHANGE_REALNAME, failure.text()));
        }
    }
}
