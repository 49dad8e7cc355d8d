package chat.parley.relay.command;

import chat.parley.contracts.room.MessageKind;
import chat.parley.protocol.capability.Capability;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;

/**
 * TAGMSG.
 *
 * @see <a href="https://ircv3.net/specs/extensions/message-tags#the-tagmsg-tag-only-message">TAGMSG</a>
 */
final class TagmsgCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("TAGMSG", 0, "<room or nick>{,<room or nick>}")
            .needing(Capability.MESSAGE_TAGS)
            .pipelined();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        Saying.run(exchange, MessageKind.TAGMSG);
    }
}
