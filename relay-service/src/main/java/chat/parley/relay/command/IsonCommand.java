package chat.parley.relay.command;

import chat.parley.contracts.presence.Person;
import chat.parley.protocol.Validated;
import chat.parley.protocol.line.WordPacker;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import java.util.ArrayList;
import java.util.List;

/**
 * ISON.
 *
 * @see <a href="https://modern.ircdocs.horse/#ison-message">ISON</a>
 */
final class IsonCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("ISON", 1, "<nick> ...");
    private static final int NICKS_BYTES = 400;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        var here = new ArrayList<String>();
        for (String word : String.join(" ", exchange.line().params()).split(" ", -1)) {
            if (Nickname.parse(word) instanceof Validated.Valid<Nickname> nick) {
                Person person = exchange.views().presence().byNick(nick.value());
                if (person != null) {
                    here.add(person.nick().value());
                }
            }
        }
        List<String> texts = WordPacker.pack(here, NICKS_BYTES);
        exchange.replyWithText(Numeric.RPL_ISON, texts.isEmpty() ? "" : texts.getFirst());
    }
}
