package chat.parley.relay.command;

import chat.parley.protocol.Validated;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.reply.FailCode;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.MetadataSync;
import chat.parley.relay.session.ReplyBatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** METADATA SUB, UNSUB and SUBS: which keys a session is told of. */
final class MetadataSubscriptions {
    private static final int KEYS_A_LINE = 12;
    private static final int BYTES_A_LINE = 380;

    private MetadataSubscriptions() {}

    static void add(Exchange exchange, List<String> texts) {
        Client client = exchange.client();
        int most = exchange.limits().metadata().subscriptions();
        Set<MetadataKey> accepted = new LinkedHashSet<>();
        Set<MetadataKey> fresh = new LinkedHashSet<>();
        for (String text : texts) {
            MetadataKey key = key(exchange, text);
            if (key == null) {
                continue;
            }
            if (!client.subscriptions().contains(key)) {
                if (client.subscriptions().size() >= most) {
                    exchange.fail(FailCode.LIMIT_REACHED, key.value(), Integer.toString(most));
                    break;
                }
                client.subscribe(key);
                fresh.add(key);
            }
            accepted.add(key);
        }
        tell(exchange, Numeric.RPL_METADATASUBOK, accepted);
        MetadataSync.subscribed(exchange, fresh);
    }

    static void remove(Exchange exchange, List<String> texts) {
        Set<MetadataKey> removed = new LinkedHashSet<>();
        for (String text : texts) {
            MetadataKey key = key(exchange, text);
            if (key != null) {
                exchange.client().unsubscribe(key);
                removed.add(key);
            }
        }
        tell(exchange, Numeric.RPL_METADATAUNSUBOK, removed);
    }

    static void list(Exchange exchange) {
        Client client = exchange.client();
        ReplyBatch batch = new ReplyBatch(exchange, "metadata-subs");
        for (String[] words : lines(client.subscriptions())) {
            batch.send(Numeric.RPL_METADATASUBS.line(exchange.server(), client.name(), words));
        }
        batch.end();
    }

    /** Null, and that is told, where it is none. */
    private static @Nullable MetadataKey key(Exchange exchange, String text) {
        return switch (MetadataKey.parse(text)) {
            case Validated.Valid<MetadataKey>(MetadataKey key) -> key;
            case Validated.Invalid<MetadataKey>(String reason) -> {
                exchange.failWithText(
                        FailCode.INVALID_KEY, "The key " + reason, Cut.toBytes(text, MetadataKey.MAX_CHARACTERS));
                yield null;
            }
        };
    }

    private static void tell(Exchange exchange, Numeric numeric, Collection<MetadataKey> keys) {
        lines(keys).forEach(words -> exchange.reply(numeric, words));
    }

    /** The keys as parameters of as few lines as they fit into. */
    private static List<String[]> lines(Collection<MetadataKey> keys) {
        List<String[]> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        int bytes = 0;
        for (MetadataKey key : keys) {
            int more = key.value().length() + 1;
            if (line.size() == KEYS_A_LINE || (!line.isEmpty() && bytes + more > BYTES_A_LINE)) {
                lines.add(line.toArray(String[]::new));
                line.clear();
                bytes = 0;
            }
            line.add(key.value());
            bytes += more;
        }
        if (!line.isEmpty()) {
            lines.add(line.toArray(String[]::new));
        }
        return lines;
    }
}
