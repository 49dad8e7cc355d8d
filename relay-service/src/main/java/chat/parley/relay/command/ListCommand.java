package chat.parley.relay.command;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSummary;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.LongAnswer;
import org.jspecify.annotations.Nullable;

/**
 * LIST.
 *
 * @see <a href="https://modern.ircdocs.horse/#list-message">LIST</a>
 */
final class ListCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected(
            "LIST", 0, "[<mask, !mask, <number, >number, C<minutes, C>minutes, T<minutes or T>minutes>{,...}]");
    private static final int TOPIC_BYTES = 300;
    /** That the room service looks for in one turn, and that are told in one message. */
    private static final int ROOMS_A_PAGE = 500;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        ListFilter filter = ListFilter.parse(exchange.optionalOrEmpty(0), exchange.nowMillis());
        page(exchange, filter, null);
    }

    /** The rooms made after another one, or from the first on; and then the next page. */
    private static void page(Exchange exchange, ListFilter filter, @Nullable ConversationId after) {
        exchange.ask(new RoomRequest.ListRooms(exchange.client().me().id(), after, ROOMS_A_PAGE), "*", rooms -> {
            if (after == null) {
                exchange.reply(Numeric.RPL_LISTSTART, "Channel");
            }
            LongAnswer.tell(exchange, rooms, room -> tell(exchange, filter, room), () -> {
                if (rooms.size() < ROOMS_A_PAGE) {
                    exchange.reply(Numeric.RPL_LISTEND);
                } else {
                    LongAnswer.goOn(
                            exchange,
                            () -> page(exchange, filter, rooms.getLast().id()));
                }
            });
        });
    }

    private static void tell(Exchange exchange, ListFilter filter, RoomSummary room) {
        if (filter.matches(room)) {
            exchange.replyWithText(
                    Numeric.RPL_LIST,
                    Cut.toBytes(room.topic(), TOPIC_BYTES),
                    room.name().value(),
                    Integer.toString(room.present()));
        }
    }
}
