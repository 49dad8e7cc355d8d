package chat.parley.relay.command;

import chat.parley.contracts.room.MessageKind;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;

/**
 * NOTICE.
 *
 * @see <a href="https://modern.ircdocs.horse/#notice-message">NOTICE</a>
 */
final class NoticeCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected(
                    "NOTICE", 0, "<room or nick>{,<room or nick>} :<text>")
            .pipelined();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        Saying.run(exchange, MessageKind.NOTICE);
    }
}
