package chat.parley.relay.command;

import chat.parley.contracts.presence.Gone;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.Welcome;
import java.util.List;

/**
 * WHOWAS: who had a nick before, on whichever relay.
 *
 * @see <a href="https://modern.ircdocs.horse/#whowas-message">WHOWAS</a>
 */
final class WhowasCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("WHOWAS", 0, "<nick> [<count>]");
    private static final int MOST_DIGITS = 4;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        String asked = exchange.optionalOrEmpty(0);
        if (asked.isEmpty()) {
            exchange.reply(Numeric.ERR_NONICKNAMEGIVEN);
            return;
        }
        exchange.expectMany();
        if (Nickname.parse(asked) instanceof Validated.Valid<Nickname>(Nickname nick)) {
            exchange.ask(new PresenceRequest.WhoWas(nick), asked, found -> tell(exchange, found));
        } else {
            tell(exchange, List.of());
        }
    }

    private static void tell(Exchange exchange, List<Gone> found) {
        if (found.isEmpty()) {
            exchange.reply(Numeric.ERR_WASNOSUCHNICK, exchange.param(0));
        }
        found.stream().limit(count(exchange.optionalOrEmpty(1))).forEach(gone -> tell(exchange, gone));
        exchange.reply(Numeric.RPL_ENDOFWHOWAS, exchange.param(0));
    }

    /** What is no positive number asks for all. */
    private static int count(String text) {
        boolean number =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int count = number ? Integer.parseInt(text) : 0;
        return count > 0 ? count : Integer.MAX_VALUE;
    }

    private static void tell(Exchange exchange, Gone gone) {
        Person person = gone.person();
        String nick = person.nick().value();
        exchange.replyWithText(Numeric.RPL_WHOWASUSER, person.realname(), nick, person.user(), person.host(), "*");
        exchange.replyWithText(Numeric.RPL_WHOISSERVER, Welcome.inWords(gone.untilMillis()), nick, exchange.server());
    }
}
