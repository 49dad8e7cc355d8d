package chat.parley.relay.command;

import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.Validated;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.FailCode;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;

/**
 * RENAME.
 *
 * @see <a href="https://ircv3.net/specs/extensions/channel-rename">IRCv3 channel-rename</a>
 */
final class RenameCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("RENAME", 2, "<room> <new name> [:<reason>]");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        if (!(RoomName.parse(exchange.param(0)) instanceof Validated.Valid<RoomName>(RoomName room))) {
            exchange.reply(Numeric.ERR_NOSUCHCHANNEL, exchange.param(0));
            return;
        }
        switch (exchange.limits().room(exchange.param(1))) {
            case Validated.Invalid<RoomName>(String reason) ->
                exchange.failWithText(
                        FailCode.CANNOT_RENAME, "The new name " + reason, room.value(), exchange.param(1));
            case Validated.Valid<RoomName>(RoomName now) -> rename(exchange, room, now);
        }
    }

    private static void rename(Exchange exchange, RoomName room, RoomName now) {
        if (!exchange.client().has(Capability.CHANNEL_RENAME)) {
            exchange.expectMany();
        }
        String reason =
                Cut.toBytes(exchange.optionalOrEmpty(2), exchange.limits().reasonBytes());
        exchange.askToStore(
                new RoomRequest.Rename(room, exchange.client().author(), exchange.origin(), now, reason),
                room.value(),
                _accepted -> {});
    }
}
