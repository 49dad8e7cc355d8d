package chat.parley.relay.command;

import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * PART.
 *
 * @see <a href="https://modern.ircdocs.horse/#part-message">PART</a>
 */
final class PartCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("PART", 1, "<room>{,<room>} [:<reason>]");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        String reason = exchange.optional(1);
        for (String text : Targets.of(exchange, exchange.param(0))) {
            if (RoomName.parse(text) instanceof Validated.Valid<RoomName> room) {
                part(
                        exchange,
                        room.value(),
                        reason == null || reason.isEmpty()
                                ? null
                                : Cut.toBytes(reason, exchange.limits().reasonBytes()));
            } else {
                exchange.reply(Numeric.ERR_NOSUCHCHANNEL, text);
            }
        }
    }

    static void part(Exchange exchange, RoomName room, @Nullable String reason) {
        exchange.askToStore(
                new RoomRequest.Part(room, exchange.client().author(), exchange.origin(), reason),
                room.value(),
                _accepted -> {});
    }
}
