package chat.parley.relay.command;

import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;

/**
 * KNOCK: asks those who may invite to do so. Whatever else is written is not passed on.
 *
 * @see <a href="https://modern.ircdocs.horse/#numerics">RPL_KNOCK and RPL_KNOCKDLVR</a>
 */
final class KnockCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("KNOCK", 1, "<room>");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        if (RoomName.parse(exchange.param(0)) instanceof Validated.Valid<RoomName>(RoomName room)) {
            exchange.askToStore(
                    new RoomRequest.Knock(room, exchange.client().author(), exchange.origin()),
                    room.value(),
                    _accepted -> exchange.reply(Numeric.RPL_KNOCKDLVR, room.value()));
        } else {
            exchange.reply(Numeric.ERR_NOSUCHCHANNEL, exchange.param(0));
        }
    }
}
