package chat.parley.relay.command;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.room.Member;
import chat.parley.protocol.Validated;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.WordPacker;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.RoomReplies;
import chat.parley.relay.view.RoomView;
import java.util.ArrayList;
import java.util.List;

/**
 * NAMES. A room that is secret, or that does not exist, has no names.
 *
 * @see <a href="https://modern.ircdocs.horse/#names-message">NAMES</a>
 */
final class NamesCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("NAMES", 0, "<room>{,<room>}");
    private static final int NAMES_BYTES = 360;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        String asked = exchange.optionalOrEmpty(0);
        if (asked.isEmpty()) {
            exchange.reply(Numeric.RPL_ENDOFNAMES, "*");
            return;
        }
        tellFrom(exchange, Targets.of(exchange, asked), 0, asked);
    }

    /** One room after another, and one end for all. */
    private static void tellFrom(Exchange exchange, List<String> rooms, int index, String asked) {
        if (index == rooms.size()) {
            exchange.reply(Numeric.RPL_ENDOFNAMES, asked);
            return;
        }
        Runnable next = () -> tellFrom(exchange, rooms, index + 1, asked);
        if (!(RoomName.parse(rooms.get(index)) instanceof Validated.Valid<RoomName> room)) {
            next.run();
            return;
        }
        RoomView view = exchange.views().room(room.value());
        PersonId me = exchange.client().me().id();
        if (view != null && view.isMember(me)) {
            List<Line> lines = RoomReplies.names(exchange.server(), exchange.client(), view);
            lines.subList(0, lines.size() - 1).forEach(exchange::send);
            next.run();
            return;
        }
        RoomLookup.find(
                exchange,
                room.value(),
                found -> {
                    if (found.isVisible()) {
                        tell(exchange, found);
                    }
                    next.run();
                },
                _failure -> next.run());
    }

    private static void tell(Exchange exchange, RoomLookup room) {
        Client client = exchange.client();
        boolean all = client.has(Capability.MULTI_PREFIX);
        var names = new ArrayList<String>();
        for (Member member : room.members()) {
            Person person = exchange.views().presence().byId(member.person());
            if (person != null && (room.isMember() || !person.invisible())) {
                names.add(Prefixes.of(member.ranks(), all)
                        + (client.has(Capability.USERHOST_IN_NAMES)
                                ? person.source().text()
                                : person.nick().value()));
            }
        }
        for (String text : WordPacker.pack(names, NAMES_BYTES)) {
            exchange.replyWithText(
                    Numeric.RPL_NAMREPLY,
                    text,
                    RoomReplies.symbol(room.modes()),
                    room.name().value());
        }
    }
}
