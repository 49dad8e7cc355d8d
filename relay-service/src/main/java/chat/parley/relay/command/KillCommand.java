package chat.parley.relay.command;

import chat.parley.contracts.presence.Announcement;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;

/**
 * KILL: ends all of somebody's connections, on every relay.
 *
 * @see <a href="https://modern.ircdocs.horse/#kill-message">KILL</a>
 */
final class KillCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("KILL", 1, "<nick> [:<reason>]");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        if (!Operators.check(exchange)) {
            return;
        }
        String asked = exchange.param(0);
        if (asked.equalsIgnoreCase(exchange.server())) {
            exchange.reply(Numeric.ERR_CANTKILLSERVER);
            return;
        }
        Person person = Nickname.parse(asked) instanceof Validated.Valid<Nickname> nick
                ? exchange.views().presence().byNick(nick.value())
                : null;
        if (person == null) {
            exchange.reply(Numeric.ERR_NOSUCHNICK, asked);
        } else {
            kill(exchange, person);
        }
    }

    private static void kill(Exchange exchange, Person person) {
        String given =
                Cut.toBytes(exchange.optionalOrEmpty(1), exchange.limits().reasonBytes());
        String reason = given.isBlank() ? "no reason given" : given;
        String nick = person.nick().value();
        exchange.ask(
                new PresenceRequest.Announce(new Announcement.Expel(
                        person.id(), "Killed (" + exchange.client().name() + " (" + reason + "))")),
                nick,
                _told -> Operators.did(exchange, "killed " + person.source().text() + ": " + reason));
    }
}
