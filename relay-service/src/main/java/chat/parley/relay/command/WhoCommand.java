package chat.parley.relay.command;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.LastSpoken;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.Member;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.Mask;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.LongAnswer;
import chat.parley.relay.view.RoomView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * WHO, with WHOX. Who is invisible is found by nick and by those in a room with them, not by a pattern.
 *
 * @see <a href="https://modern.ircdocs.horse/#who-message">WHO</a>
 */
final class WhoCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.connected("WHO", 1, "<room, nick or mask> [o][%<fields>[,<token>]]");
    private static final String NO_ROOM = "*";
    /** What stands for everybody since the first RFC. */
    private static final String EVERYBODY = "0";
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
        } else if (Mask.hasWildcard(mask) || mask.equals(EVERYBODY)) {
            tell(exchange, matching(exchange, mask.equals(EVERYBODY) ? "*" : mask, query), query);
        } else {
            tell(exchange, called(exchange, mask, query), query);
        }
    }

    /** Who has that nick; where nobody has, those of whom something else is so. */
    private static List<WhoMatch> called(Exchange exchange, String name, WhoQuery query) {
        Person person = Nickname.parse(name) instanceof Validated.Valid<Nickname> nick
                ? exchange.views().presence().byNick(nick.value())
                : null;
        return person != null ? List.of(match(person, commonRoom(exchange, person))) : matching(exchange, name, query);
    }

    private static void room(Exchange exchange, String mask, WhoQuery query) {
        if (!(RoomName.parse(mask) instanceof Validated.Valid<RoomName> name)) {
            exchange.reply(Numeric.RPL_ENDOFWHO, mask);
            return;
        }
        RoomLookup.find(
                exchange,
                name.value(),
                room -> tell(exchange, room.isVisible() ? members(exchange, room) : List.of(), query),
                _failure -> exchange.reply(Numeric.RPL_ENDOFWHO, mask));
    }

    private static List<WhoMatch> members(Exchange exchange, RoomLookup room) {
        List<WhoMatch> found = new ArrayList<>();
        for (Member member : room.members()) {
            Person person = exchange.views().presence().byId(member.person());
            if (person != null && (room.isMember() || isVisible(exchange, person))) {
                found.add(new WhoMatch(person, room.name().value(), member.ranks()));
            }
        }
        return found;
    }

    private static List<WhoMatch> matching(Exchange exchange, String pattern, WhoQuery query) {
        var mask = new Mask(pattern);
        List<WhoMatch> found = new ArrayList<>();
        for (Person person : exchange.views().presence().all()) {
            if (found.size() == MOST_MATCHES) {
                break;
            }
            if (query.matches(mask, person, exchange.server())) {
                RoomView common = commonRoom(exchange, person);
                if (common != null || isVisible(exchange, person)) {
                    found.add(match(person, common));
                }
            }
        }
        return found;
    }

    private static boolean isVisible(Exchange exchange, Person person) {
        return !person.invisible()
                || person.id().equals(exchange.client().person())
                || exchange.client().me().isOperator();
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

    private static WhoMatch match(Person person, @Nullable RoomView room) {
        String ranks = room == null ? null : room.ranksOf(person.id());
        return new WhoMatch(person, room == null ? NO_ROOM : room.room().name().value(), ranks == null ? "" : ranks);
    }

    private static void tell(Exchange exchange, List<WhoMatch> found, WhoQuery query) {
        List<WhoMatch> wanted = found.stream()
                .filter(match -> !query.operatorsOnly() || match.person().isOperator())
                .toList();
        if (!query.asksForIdle() || wanted.isEmpty()) {
            tell(exchange, wanted, query, Map.of());
            return;
        }
        exchange.expectMany();
        exchange.ask(
                new PresenceRequest.WhenSpoken(
                        wanted.stream().map(match -> match.person().id()).toList()),
                spoken -> tell(
                        exchange,
                        wanted,
                        query,
                        spoken.stream()
                                .collect(Collectors.toMap(
                                        LastSpoken::person, LastSpoken::timeMillis, (one, _same) -> one))),
                _failure -> tell(exchange, wanted, query, Map.of()));
    }

    private static void tell(Exchange exchange, List<WhoMatch> found, WhoQuery query, Map<PersonId, Long> lastSpoken) {
        LongAnswer.tell(
                exchange,
                found,
                match -> match.tell(
                        exchange, query, lastSpoken.getOrDefault(match.person().id(), 0L)),
                () -> exchange.reply(Numeric.RPL_ENDOFWHO, exchange.param(0)));
    }
}
