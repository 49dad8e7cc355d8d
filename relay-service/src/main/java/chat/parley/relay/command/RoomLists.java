package chat.parley.relay.command;

import chat.parley.contracts.room.ListEntry;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Exchange;

/** Answers MODE with the letter of a list alone: its lines. */
final class RoomLists {
    private RoomLists() {}

    /** @param letter one of {@link ListEntry#LISTS} */
    static void tell(Exchange exchange, RoomName room, char letter) {
        Numeric line = switch (letter) {
            case 'e' -> Numeric.RPL_EXCEPTLIST;
            case 'I' -> Numeric.RPL_INVEXLIST;
            default -> Numeric.RPL_BANLIST;
        };
        Numeric end = switch (letter) {
            case 'e' -> Numeric.RPL_ENDOFEXCEPTLIST;
            case 'I' -> Numeric.RPL_ENDOFINVEXLIST;
            default -> Numeric.RPL_ENDOFBANLIST;
        };
        exchange.ask(new RoomRequest.ReadList(room, exchange.client().me().id(), letter), room.value(), entries -> {
            for (ListEntry entry : entries) {
                String seconds = Long.toString(entry.setAtMillis() / 1_000);
                exchange.reply(line, room.value(), entry.mask(), entry.setBy(), seconds);
            }
            exchange.reply(end, room.value());
        });
    }
}
