package chat.parley.relay.command;

import chat.parley.contracts.presence.Person;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import java.util.ArrayList;

/**
 * USERHOST of up to five people.
 *
 * @see <a href="https://modern.ircdocs.horse/#userhost-message">USERHOST</a>
 */
final class UserhostCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("USERHOST", 1, "<nick> ...");
    private static final int MOST = 5;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        var words = new ArrayList<String>();
        exchange.line().params().stream().limit(MOST).forEach(word -> {
            Person person = Nickname.parse(word) instanceof Validated.Valid<Nickname> nick
                    ? exchange.views().presence().byNick(nick.value())
                    : null;
            if (person != null) {
                words.add(person.nick().value() + (person.isOperator() ? "*" : "") + "="
                        + (person.away() == null ? "+" : "-") + person.user() + "@" + person.host());
            }
        });
        exchange.replyWithText(Numeric.RPL_USERHOST, String.join(" ", words));
    }
}
