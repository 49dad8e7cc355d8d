package chat.parley.relay.command;

import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.view.RoomView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JOIN. The rooms are joined one after another, so that what is told of each stays together.
 *
 * @see <a href="https://modern.ircdocs.horse/#join-message">JOIN</a>
 */
final class JoinCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("JOIN", 1, "<room>{,<room>} [<key>{,<key>}] | 0");
    private static final String FROM_ALL = "0";

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        if (exchange.param(0).equals(FROM_ALL)) {
            exchange.expectMany();
            for (RoomView room : exchange.views().roomsOf(exchange.client().me().id())) {
                PartCommand.part(exchange, room.room().name(), null);
            }
            return;
        }
        List<String> rooms = Targets.of(exchange, exchange.param(0));
        List<String> keys = List.of(exchange.optionalOrEmpty(1).split(",", -1));
        if (!rooms.isEmpty()) {
            joinFrom(exchange, rooms, keys, 0);
        }
    }

    private static void joinFrom(Exchange exchange, List<String> rooms, List<String> keys, int index) {
        if (index == rooms.size()) {
            return;
        }
        Runnable next = () -> joinFrom(exchange, rooms, keys, index + 1);
        String text = rooms.get(index);
        switch (exchange.settings().limits().room(text)) {
            case Validated.Invalid<RoomName> invalid -> {
                exchange.replyWithText(
                        Numeric.ERR_BADCHANMASK,
                        Numeric.ERR_BADCHANMASK.text(invalid.reason()),
                        Cut.toBytes(text, 2 * RoomName.MAX_BYTES));
                next.run();
            }
            case Validated.Valid<RoomName> valid -> {
                String key = index < keys.size() && !keys.get(index).isEmpty() ? keys.get(index) : null;
                join(exchange, valid.value(), key, next);
            }
        }
    }

    private static void join(Exchange exchange, RoomName room, @Nullable String key, Runnable next) {
        exchange.expectRoom(room);
        exchange.ask(
                new RoomRequest.Join(room, exchange.client().author(), exchange.origin(), key),
                _accepted -> next.run(),
                failure -> {
                    exchange.failed(failure, room.value());
                    next.run();
                });
    }
}
