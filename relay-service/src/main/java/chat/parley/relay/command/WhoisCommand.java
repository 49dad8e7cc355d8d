package chat.parley.relay.command;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.Attended;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.Validated;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.line.WordPacker;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.MetadataLines;
import chat.parley.relay.view.RoomView;
import java.util.ArrayList;
import java.util.List;

/**
 * WHOIS of one person.
 *
 * @see <a href="https://modern.ircdocs.horse/#whois-message">WHOIS</a>
 */
final class WhoisCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("WHOIS", 0, "[<server>] <nick>");
    private static final int ROOMS_BYTES = 360;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        String asked = asked(exchange);
        if (asked.isEmpty()) {
            exchange.reply(Numeric.ERR_NONICKNAMEGIVEN);
            return;
        }
        Person person = Nickname.parse(asked) instanceof Validated.Valid<Nickname> nick
                ? exchange.views().presence().byNick(nick.value())
                : null;
        if (person == null) {
            exchange.reply(Numeric.ERR_NOSUCHNICK, asked);
            exchange.reply(Numeric.RPL_ENDOFWHOIS, asked);
            return;
        }
        exchange.expectMany();
        PersonId me = exchange.client().me().id();
        PersonId asker = exchange.client().me().isOperator() ? person.id() : me;
        exchange.ask(
                new RoomRequest.RoomsOf(person.id(), asker),
                rooms -> withIdle(exchange, person, rooms),
                _failure -> withIdle(exchange, person, List.of()));
    }

    private static void withIdle(Exchange exchange, Person person, List<Attended> rooms) {
        exchange.ask(
                new PresenceRequest.WhenSpoken(List.of(person.id())),
                spoken -> {
                    tell(exchange, person, rooms);
                    idle(exchange, person, spoken.getFirst().timeMillis());
                    end(exchange);
                },
                _failure -> {
                    tell(exchange, person, rooms);
                    end(exchange);
                });
    }

    private static void end(Exchange exchange) {
        exchange.reply(Numeric.RPL_ENDOFWHOIS, asked(exchange));
    }

    private static String asked(Exchange exchange) {
        return exchange.optional(1) == null ? exchange.optionalOrEmpty(0) : exchange.param(1);
    }

    private static void idle(Exchange exchange, Person person, long lastSpokenMillis) {
        exchange.reply(
                Numeric.RPL_WHOISIDLE,
                person.nick().value(),
                Long.toString(Idle.seconds(person, lastSpokenMillis, exchange.nowMillis())),
                Long.toString(person.signedOnMillis() / 1_000));
    }

    /** What is told to oneself and to operators alone. */
    private static void hidden(Exchange exchange, Person person) {
        String nick = person.nick().value();
        exchange.reply(Numeric.RPL_WHOISACTUALLY, nick, person.user() + "@" + person.host(), person.host());
        exchange.replyWithText(Numeric.RPL_WHOISHOST, Numeric.RPL_WHOISHOST.text(person.host(), person.host()), nick);
        exchange.replyWithText(
                Numeric.RPL_WHOISMODES,
                Numeric.RPL_WHOISMODES.text("+" + person.modes().letters()),
                nick);
    }

    private static void tell(Exchange exchange, Person person, List<Attended> rooms) {
        String nick = person.nick().value();
        exchange.replyWithText(Numeric.RPL_WHOISUSER, person.realname(), nick, person.user(), person.host(), "*");
        rooms(exchange, person, rooms);
        exchange.replyWithText(Numeric.RPL_WHOISSERVER, exchange.settings().network(), nick, exchange.server());
        if (person.isOperator()) {
            exchange.reply(Numeric.RPL_WHOISOPERATOR, nick);
        }
        if (person.isBot()) {
            exchange.reply(Numeric.RPL_WHOISBOT, nick);
        }
        if (person.account() != null) {
            exchange.reply(Numeric.RPL_WHOISACCOUNT, nick, person.account());
        }
        if (person.secure()) {
            exchange.reply(Numeric.RPL_WHOISSECURE, nick);
        }
        if (person.away() != null) {
            exchange.replyWithText(Numeric.RPL_AWAY, person.away(), nick);
        }
        if (exchange.client().has(Capability.METADATA)) {
            person.metadata()
                    .values()
                    .forEach((key, value) -> exchange.replyWithText(
                            Numeric.RPL_WHOISKEYVALUE, value, nick, key.value(), MetadataLines.VISIBLE));
        }
        if (person.id().equals(exchange.client().person())
                || exchange.client().me().isOperator()) {
            hidden(exchange, person);
        }
    }

    /** Those in which one meets them, and the others too unless the person is not to be seen. */
    private static void rooms(Exchange exchange, Person person, List<Attended> rooms) {
        PersonId me = exchange.client().me().id();
        boolean all = !person.invisible()
                || person.id().equals(me)
                || exchange.client().me().isOperator();
        var names = new ArrayList<String>();
        for (Attended attended : rooms) {
            RoomView view = exchange.views().room(attended.room());
            if (all || (view != null && view.isMember(me))) {
                names.add(Prefixes.of(attended.ranks(), exchange.client().has(Capability.MULTI_PREFIX))
                        + attended.room().value());
            }
        }
        for (String text : WordPacker.pack(names, ROOMS_BYTES)) {
            exchange.replyWithText(
                    Numeric.RPL_WHOISCHANNELS, text, person.nick().value());
        }
    }
}
