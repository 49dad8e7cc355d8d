package chat.parley.server.e2e;

import chat.parley.testkit.process.ClusterProcess;
import chat.parley.testkit.wire.WireClient;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Somebody on each relay of a cluster, by whom a test learns that all relays have been told what was settled before: a PONG says that
 * for its own relay only. Presence tells its relays things in their order, and the room service too, so each witness waits for the
 * latest word of either. For relays with one event loop each.
 */
final class Witnesses implements AutoCloseable {
    private static final String ROOM = "#witnesses";

    private final List<WireClient> witnesses;
    private int words;

    Witnesses(ClusterProcess cluster) {
        int relays = cluster.relays().size();
        witnesses = IntStream.rangeClosed(1, relays)
                .mapToObj(number ->
                        cluster.relay(number).client("witness" + number).guest().join(ROOM))
                .toList();
    }

    /** Returns when every relay has been told all that any client has read the answer of. */
    void agree() {
        String word = "word" + ++words;
        WireClient first = witnesses.getFirst();
        List<WireClient> others = witnesses.subList(1, witnesses.size());
        first.send("AWAY :" + word);
        others.forEach(other -> other.expectFrom(first.name(), "AWAY", word));
        first.send("PRIVMSG " + ROOM + " :" + word);
        others.forEach(other -> other.expectFrom(first.name(), "PRIVMSG", ROOM, word));
        first.sync();
    }

    @Override
    public void close() {
        witnesses.forEach(WireClient::close);
    }
}
