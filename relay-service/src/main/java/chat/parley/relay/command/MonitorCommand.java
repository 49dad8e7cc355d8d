package chat.parley.relay.command;

import chat.parley.contracts.presence.Person;
import chat.parley.protocol.Validated;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.line.WordPacker;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.MetadataSync;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * MONITOR: a list of nicks of which the client is told when somebody has them, and when nobody has.
 *
 * @see <a href="https://ircv3.net/specs/extensions/monitor">IRCv3 MONITOR</a>
 */
final class MonitorCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.connected("MONITOR", 1, "+ <nick>,... | - <nick>,... | C | L | S");
    private static final int NAMES_BYTES = 400;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        Client client = exchange.client();
        switch (exchange.param(0).toUpperCase(Locale.ROOT)) {
            case "+" -> add(exchange, names(exchange));
            case "-" ->
                names(exchange).forEach(name -> {
                    if (Nickname.parse(name) instanceof Validated.Valid<Nickname> nick) {
                        exchange.monitor(nick.value(), false);
                    }
                });
            case "C" -> List.copyOf(client.monitored()).forEach(nick -> exchange.monitor(nick, false));
            case "L" -> list(exchange);
            case "S" -> status(exchange, client.monitored());
            default ->
                exchange.replyWithText(Numeric.ERR_UNKNOWNERROR, "MONITOR takes + - C L or S", exchange.command());
        }
    }

    private static List<String> names(Exchange exchange) {
        return List.of(exchange.optionalOrEmpty(1).split(",", -1));
    }

    private static void add(Exchange exchange, List<String> names) {
        int most = exchange.limits().monitored();
        List<Nickname> added = new ArrayList<>();
        List<String> tooMany = new ArrayList<>();
        for (String name : names) {
            switch (exchange.limits().target(name)) {
                case Validated.Valid<Nickname> valid -> {
                    Nickname nick = valid.value();
                    if (exchange.client().monitored().size() >= most
                            && !exchange.client().monitored().contains(nick)) {
                        tooMany.add(name);
                    } else if (!added.contains(nick)) {
                        exchange.monitor(nick, true);
                        added.add(nick);
                    }
                }
                case Validated.Invalid<Nickname> invalid -> {
                    if (!name.isEmpty()) {
                        exchange.replyWithText(
                                Numeric.ERR_ERRONEUSNICKNAME,
                                Numeric.ERR_ERRONEUSNICKNAME.text(invalid.reason()),
                                Cut.toBytes(name, 2 * Nickname.MAX_CHARACTERS));
                    }
                }
            }
        }
        status(exchange, added);
        for (String text : packed(tooMany)) {
            exchange.reply(Numeric.ERR_MONLISTFULL, Integer.toString(most), text);
        }
        if (exchange.client().has(Capability.METADATA)) {
            metadata(exchange, added);
        }
    }

    private static void status(Exchange exchange, Collection<Nickname> nicks) {
        List<String> online = new ArrayList<>();
        List<String> offline = new ArrayList<>();
        for (Nickname nick : nicks) {
            Person person = exchange.views().presence().byNick(nick);
            if (person == null) {
                offline.add(nick.value());
            } else {
                online.add(person.source().text());
            }
        }
        packed(online).forEach(text -> exchange.replyWithText(Numeric.RPL_MONONLINE, text));
        packed(offline).forEach(text -> exchange.replyWithText(Numeric.RPL_MONOFFLINE, text));
    }

    private static void metadata(Exchange exchange, Collection<Nickname> nicks) {
        for (Nickname nick : nicks) {
            Person person = exchange.views().presence().byNick(nick);
            if (person != null) {
                MetadataSync.monitored(exchange, person);
            }
        }
    }

    private static void list(Exchange exchange) {
        List<String> nicks =
                exchange.client().monitored().stream().map(Nickname::value).toList();
        packed(nicks).forEach(text -> exchange.replyWithText(Numeric.RPL_MONLIST, text));
        exchange.reply(Numeric.RPL_ENDOFMONLIST);
    }

    private static List<String> packed(List<String> names) {
        return WordPacker.pack(names, NAMES_BYTES).stream()
                .map(text -> text.replace(' ', ','))
                .toList();
    }
}
