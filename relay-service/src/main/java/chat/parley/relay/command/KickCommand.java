package chat.parley.relay.command;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import java.util.List;

/**
 * KICK: one room and several people, or as many rooms as people.
 *
 * @see <a href="https://modern.ircdocs.horse/#kick-message">KICK</a>
 */
final class KickCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.connected("KICK", 2, "<room>{,<room>} <nick>{,<nick>} [:<reason>]");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        List<String> rooms = List.of(exchange.param(0).split(",", -1));
        List<String> nicks = List.of(exchange.param(1).split(",", -1));
        if (rooms.size() != 1 && rooms.size() != nicks.size()) {
            exchange.reply(Numeric.ERR_NEEDMOREPARAMS, exchange.command());
            return;
        }
        int most = exchange.limits().targets();
        if (nicks.size() > most) {
            exchange.replyWithText(
                    Numeric.ERR_TOOMANYTARGETS, "Too many targets: " + most + " at most", nicks.getFirst());
            return;
        }
        String given = exchange.optionalOrEmpty(2);
        String reason = given.isEmpty()
                ? exchange.client().me().nick().value()
                : Cut.toBytes(given, exchange.limits().reasonBytes());
        if (nicks.size() > 1) {
            exchange.expectMany();
        }
        for (int i = 0; i < nicks.size(); i++) {
            kick(exchange, rooms.size() == 1 ? rooms.getFirst() : rooms.get(i), nicks.get(i), reason);
        }
    }

    private static void kick(Exchange exchange, String roomText, String nickText, String reason) {
        if (!(RoomName.parse(roomText) instanceof Validated.Valid<RoomName>(RoomName room))) {
            exchange.reply(Numeric.ERR_NOSUCHCHANNEL, roomText);
            return;
        }
        Person person = Nickname.parse(nickText) instanceof Validated.Valid<Nickname>(Nickname nick)
                ? exchange.views().presence().byNick(nick)
                : null;
        if (person == null) {
            exchange.reply(Numeric.ERR_NOSUCHNICK, nickText);
            return;
        }
        Author target = new Author(person.id(), person.source(), person.account());
        exchange.ask(
                new RoomRequest.Kick(room, exchange.client().author(), exchange.origin(), target, reason),
                _accepted -> {},
                failure -> {
                    boolean notThere = failure instanceof Failure.Rejected rejected
                            && rejected.reason() == Reason.TARGET_NOT_A_MEMBER;
                    if (notThere) {
                        exchange.reply(
                                Numeric.ERR_USERNOTINCHANNEL, person.nick().value(), room.value());
                    } else {
                        exchange.failed(failure, room.value());
                    }
                });
    }
}
