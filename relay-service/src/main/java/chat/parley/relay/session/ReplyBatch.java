package chat.parley.relay.session;

import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.line.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * Replies that belong together, as a batch; one after another for those who do not know batches.
 *
 * @see <a href="https://ircv3.net/specs/extensions/batch">IRCv3 batch</a>
 */
public final class ReplyBatch {
    private static final String TAG = "batch";

    private final Exchange exchange;
    private final String reference;

    /** Opens it. */
    public ReplyBatch(Exchange exchange, String type, String... params) {
        this.exchange = exchange;
        this.reference = exchange.client().has(Capability.BATCH) ? exchange.nextBatch() : "";
        if (!reference.isEmpty()) {
            exchange.send(opening(exchange.server(), reference, type, params));
        }
    }

    public void send(Line line) {
        // the lines of a message of several lines are in a batch of their own
        exchange.send(reference.isEmpty() || line.tags().has(TAG) ? line : line.withTag(TAG, reference));
    }

    public void end() {
        if (!reference.isEmpty()) {
            exchange.send(closing(exchange.server(), reference));
        }
    }

    /** A whole batch as lines, for what is no reply. */
    static List<Line> of(String server, String reference, List<Line> inside, String type, String... params) {
        List<Line> lines = new ArrayList<>(inside.size() + 2);
        lines.add(opening(server, reference, type, params));
        inside.forEach(line -> lines.add(line.withTag(TAG, reference)));
        lines.add(closing(server, reference));
        return lines;
    }

    private static Line opening(String server, String reference, String type, String... params) {
        List<String> all = new ArrayList<>(List.of("+" + reference, type));
        all.addAll(List.of(params));
        return Line.of("BATCH", all.toArray(String[]::new)).withSource(server);
    }

    private static Line closing(String server, String reference) {
        return Line.of("BATCH", "-" + reference).withSource(server);
    }
}
