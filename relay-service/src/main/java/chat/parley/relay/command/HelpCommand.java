package chat.parley.relay.command;

import chat.parley.protocol.line.WordPacker;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import java.util.Locale;

/**
 * HELP, and HELPOP by its other name: which commands there are, and how each is written.
 *
 * @see <a href="https://modern.ircdocs.horse/#help-message">HELP</a>
 */
final class HelpCommand implements Command {
    private static final int LINE_BYTES = 300;

    private final CommandSpec spec;

    HelpCommand(String name) {
        this.spec = CommandSpec.connected(name, 0, "[<command>]");
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void run(Exchange exchange) {
        String asked = exchange.optionalOrEmpty(0);
        if (asked.isEmpty()) {
            tell(exchange, "*", "Commands that this server knows", names(exchange));
            return;
        }
        String name = asked.toUpperCase(Locale.ROOT);
        Command command = exchange.commands().find(name);
        if (command == null) {
            exchange.reply(Numeric.ERR_HELPNOTFOUND, Cut.toBytes(asked, 100));
        } else {
            tell(
                    exchange,
                    name,
                    "How " + name + " is written",
                    (name + " " + command.spec().syntax()).strip());
        }
    }

    private static String names(Exchange exchange) {
        return String.join(
                "\n",
                WordPacker.pack(
                        exchange.commands().all().stream()
                                .map(command -> command.spec().name())
                                .toList(),
                        LINE_BYTES));
    }

    private static void tell(Exchange exchange, String subject, String title, String lines) {
        exchange.replyWithText(Numeric.RPL_HELPSTART, title, subject);
        lines.lines().forEach(line -> exchange.replyWithText(Numeric.RPL_HELPTXT, line, subject));
        exchange.replyWithText(Numeric.RPL_ENDOFHELP, "End of help", subject);
    }
}
