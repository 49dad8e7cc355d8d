package chat.parley.relay.command;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.room.Member;
import chat.parley.protocol.Validated;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.Mask;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.view.RoomView;
import java.util.ArrayList;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * WHO, with WHOX. Who is invisible is found by nick and by those in a room with them, not by a pattern.
 *
 * @see <a href="https://modern.ircdocs.horse/#who-message">WHO</a>
 */
final class WhoCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.connected("WHO", 1, "<room, nick or mask> [%<fields>[,<token>]]");
    private static final String NO_ROOM = "*";
    /** A pattern that everybody matches must not fill the queue. */
    private static final int MOST_MATCHES = 1_000;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        String mask = exchange.param(0);
        WhoQuery query = WhoQuery.parse(exchange.optional(1));
        if (RoomName.looksLikeRoom(mask)) {
            room(exchange, mask, query);
            return;
        }
        if (Mask.hasWildcard(mask)) {
            matching(exchange, mask, query);
        } else if (Nickname.parse(mask) instanceof Validated.Valid<Nickname> nick) {
            Person person = exchange.views().presence().byNick(nick.value());
            if (person != null) {
                tell(exchange, person, commonRoom(exchange, person), query);
            }
        }
        exchange.reply(Numeric.RPL_ENDOFWHO, mask);
    }

    private static void room(Exchange exchange, String mask, WhoQuery query) {
        if (!(RoomName.parse(mask) instanceof Validated.Valid<RoomName> name)) {
            exchange.reply(Numeric.RPL_ENDOFWHO, mask);
            return;
        }
        RoomLookup.find(
                exchange,
                name.value(),
                room -> {
                    if (room.isVisible()) {
                        members(exchange, room, query);
                    }
                    exchange.reply(Numeric.RPL_ENDOFWHO, mask);
                },
                _failure -> exchange.reply(Numeric.RPL_ENDOFWHO, mask));
    }

    private static void members(Exchange exchange, RoomLookup room, WhoQuery query) {
        for (Member member : room.members()) {
            Person person = exchange.views().presence().byId(member.person());
            if (person != null && (room.isMember() || !person.invisible())) {
                tell(exchange, person, room.name().value(), member.ranks(), query);
            }
        }
    }

    private static void matching(Exchange exchange, String pattern, WhoQuery query) {
        var mask = new Mask(pattern);
        Collection<Person> all = new ArrayList<>(exchange.views().presence().all());
        int told = 0;
        for (Person person : all) {
            RoomView common = null;
            boolean matches = mask.matches(person.nick().value()) || mask.matches(person.host());
            if (matches && told < MOST_MATCHES) {
                common = commonRoom(exchange, person);
            }
            if (matches && told < MOST_MATCHES && (common != null || isVisible(exchange, person))) {
                tell(exchange, person, common, query);
                told++;
            }
        }
    }

    private static boolean isVisible(Exchange exchange, Person person) {
        return !person.invisible() || person.id().equals(exchange.client().person());
    }

    private static @Nullable RoomView commonRoom(Exchange exchange, Person person) {
        PersonId me = exchange.client().me().id();
        for (RoomView room : exchange.views().roomsOf(me)) {
            if (room.isMember(person.id())) {
                return room;
            }
        }
        return null;
    }

    private static void tell(Exchange exchange, Person person, @Nullable RoomView room, WhoQuery query) {
        String ranks = room == null ? null : room.ranksOf(person.id());
        tell(exchange, person, room == null ? NO_ROOM : room.room().name().value(), ranks == null ? "" : ranks, query);
    }

    private static void tell(Exchange exchange, Person person, String room, String ranks, WhoQuery query) {
        String flags = (person.away() == null ? "H" : "G")
                + (person.isOperator() ? "*" : "")
                + (person.isBot() ? "B" : "")
                + Prefixes.of(ranks, exchange.client().has(Capability.MULTI_PREFIX));
        if (query.fields() == null) {
            exchange.replyWithText(
                    Numeric.RPL_WHOREPLY,
                    "0 " + person.realname(),
                    room,
                    person.user(),
                    person.host(),
                    exchange.server(),
                    person.nick().value(),
                    flags);
            return;
        }
        var params = new ArrayList<String>();
        params.add(exchange.client().name());
        params.addAll(query.whox(new WhoQuery.Row(
                room,
                person.user(),
                "255.255.255.255",
                person.host(),
                exchange.server(),
                person.nick().value(),
                flags,
                person.account(),
                person.realname())));
        exchange.send(new Line(Tags.EMPTY, exchange.server(), Numeric.RPL_WHOSPCRPL.command(), params));
    }
}
