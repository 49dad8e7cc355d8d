package chat.parley.relay.command;

import chat.parley.contracts.room.RoomRequest;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.Welcome;

/**
 * LUSERS.
 *
 * @see <a href="https://modern.ircdocs.horse/#lusers-message">LUSERS</a>
 */
final class LusersCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("LUSERS", 0, "");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        exchange.expectMany();
        exchange.ask(
                new RoomRequest.CountRooms(),
                rooms -> Welcome.lusers(exchange, rooms),
                _failure -> Welcome.lusers(exchange, null));
    }
}
