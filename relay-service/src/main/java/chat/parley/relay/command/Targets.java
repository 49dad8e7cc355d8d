package chat.parley.relay.command;

import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Exchange;
import java.util.LinkedHashSet;
import java.util.List;

/** Takes apart a parameter that names several rooms or people. */
final class Targets {
    private Targets() {}

    /** The names between commas, each once, in order; none, and 407 is sent, when there are more than the limit. */
    static List<String> of(Exchange exchange, String names) {
        var targets = new LinkedHashSet<>(List.of(names.split(",", -1)));
        targets.remove("");
        int most = exchange.limits().targets();
        if (targets.size() > most) {
            exchange.replyWithText(
                    Numeric.ERR_TOOMANYTARGETS, "Too many targets: " + most + " at most", targets.getFirst());
            return List.of();
        }
        if (targets.size() > 1) {
            exchange.expectMany();
        }
        return List.copyOf(targets);
    }
}
