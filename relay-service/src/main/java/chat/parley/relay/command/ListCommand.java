package chat.parley.relay.command;

import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.LongAnswer;

/**
 * LIST.
 *
 * @see <a href="https://modern.ircdocs.horse/#list-message">LIST</a>
 */
final class ListCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected(
            "LIST", 0, "[<mask, !mask, <number, >number, C<minutes, C>minutes, T<minutes or T>minutes>{,...}]");
    private static final int TOPIC_BYTES = 300;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        ListFilter filter = ListFilter.parse(exchange.optionalOrEmpty(0), exchange.nowMillis());
        exchange.ask(new RoomRequest.ListRooms(exchange.client().me().id()), "*", rooms -> {
            exchange.reply(Numeric.RPL_LISTSTART, "Channel");
            LongAnswer.tell(
                    exchange,
                    rooms,
                    room -> {
                        if (filter.matches(room)) {
                            exchange.replyWithText(
                                    Numeric.RPL_LIST,
                                    Cut.toBytes(room.topic(), TOPIC_BYTES),
                                    room.name().value(),
                                    Integer.toString(room.present()));
                        }
                    },
                    () -> exchange.reply(Numeric.RPL_LISTEND));
        });
    }
}
