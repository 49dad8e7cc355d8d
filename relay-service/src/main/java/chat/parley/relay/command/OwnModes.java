package chat.parley.relay.command;

import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.UserModes;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.Welcome;

/**
 * MODE of oneself.
 *
 * @see <a href="https://modern.ircdocs.horse/#user-modes">User modes</a>
 */
final class OwnModes {
    private OwnModes() {}

    /** Answers a MODE whose target is no room. */
    static void run(Exchange exchange, String target) {
        Client client = exchange.client();
        Person person = Nickname.parse(target) instanceof Validated.Valid<Nickname> nick
                ? exchange.views().presence().byNick(nick.value())
                : null;
        if (person == null) {
            exchange.reply(Numeric.ERR_NOSUCHNICK, target);
        } else if (!person.id().equals(client.person())) {
            exchange.reply(Numeric.ERR_USERSDONTMATCH);
        } else if (exchange.optionalOrEmpty(1).isEmpty()) {
            exchange.reply(Numeric.RPL_UMODEIS, "+" + person.modes().letters());
        } else {
            change(exchange, exchange.param(1));
        }
    }

    private static void change(Exchange exchange, String letters) {
        Client client = exchange.client();
        UserModes before = client.me().modes();
        UserModes now = before;
        boolean add = true;
        boolean unknown = false;
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if (letter == '+' || letter == '-') {
                add = letter == '+';
            } else if (Welcome.USER_MODES.indexOf(letter) < 0) {
                unknown = true;
            } else if (!add) {
                now = now.without(letter);
            } else if (mayHave(now, letter)) {
                now = now.with(letter);
            }
        }
        if (!now.has(UserModes.OPERATOR)) {
            now = now.without(UserModes.NOTICES);
        }
        if (unknown) {
            exchange.reply(Numeric.ERR_UMODEUNKNOWNFLAG);
        }
        if (!now.equals(before)) {
            exchange.expectPresence(PresenceEvent.What.MODES);
            exchange.ask(
                    new PresenceRequest.SetModes(client.id(), now.minus(before), before.minus(now)),
                    client.name(),
                    claimed -> client.self(claimed.person()));
        }
    }

    /** The specification: an attempt to make oneself an operator is ignored. */
    private static boolean mayHave(UserModes modes, char letter) {
        return switch (letter) {
            case UserModes.OPERATOR -> false;
            case UserModes.NOTICES -> modes.has(UserModes.OPERATOR);
            default -> true;
        };
    }
}
