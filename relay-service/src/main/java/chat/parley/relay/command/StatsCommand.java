package chat.parley.relay.command;

import chat.parley.contracts.presence.Person;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import java.time.Duration;
import java.util.Locale;

/**
 * STATS u: how long this server has been up; STATS o: which operators are here.
 *
 * @see <a href="https://modern.ircdocs.horse/#stats-message">STATS</a>
 */
final class StatsCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected("STATS", 1, "u | o");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        String letter = exchange.param(0).isEmpty() ? "*" : exchange.param(0).substring(0, 1);
        switch (letter) {
            case "u" -> uptime(exchange);
            case "o" -> operators(exchange);
            default -> {}
        }
        exchange.reply(Numeric.RPL_ENDOFSTATS, letter);
    }

    private static void uptime(Exchange exchange) {
        Duration up = Duration.ofMillis(
                Math.max(0, exchange.nowMillis() - exchange.settings().startedAtMillis()));
        exchange.replyWithText(
                Numeric.RPL_STATSUPTIME,
                Numeric.RPL_STATSUPTIME.text(
                        Long.toString(up.toDays()),
                        String.format(
                                Locale.ROOT,
                                "%d:%02d:%02d",
                                up.toHoursPart(),
                                up.toMinutesPart(),
                                up.toSecondsPart())));
    }

    private static void operators(Exchange exchange) {
        for (Person person : exchange.views().presence().all()) {
            if (person.isOperator()) {
                exchange.reply(
                        Numeric.RPL_STATSOLINE, "O", "*", "*", person.nick().value());
            }
        }
    }
}
