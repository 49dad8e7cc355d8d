package chat.parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.relay.listener.ConnectionLimits;
import chat.parley.relay.metrics.RelayMetrics.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits for all of those together who do not read. */
@Timeout(300)
class SlowReadersTest {
    private static final int MEGABYTE = 1 << 20;
    private static final String TEXT = "x".repeat(400);

    /** Nobody's own queue is ever too long. */
    private static final ConnectionLimits PATIENT = new ConnectionLimits(0, 0, 1 << 28, 1_024, 3_000, 100);

    /** Somebody for whom the system takes little, and who reads nothing any more. */
    private static WireClient deaf(TestRelay relay, String nick) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), relay.port()));
        WireClient client = new WireClient(socket).enter(nick).join("#room");
        client.settle();
        return client;
    }

    private static String[] texts(int count, String nick) {
        return Collections.nCopies(count, "PRIVMSG " + nick + " :" + TEXT).toArray(String[]::new);
    }

    @Test
    void disconnectsThoseFurthestBehindBeforeAllTogetherTakeTooMuch() throws IOException {
        int most = 4 * MEGABYTE;
        try (var relay = TestRelay.withSendMemory(most, PATIENT)) {
            WireClient ann = relay.connect().enter("ann").join("#room");
            WireClient bob = relay.connect().enter("bob").join("#room");
            List<WireClient> deaf = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                deaf.add(deaf(relay, "deaf" + i));
            }
            WireClient late = deaf(relay, "late");
            ann.settle();
            bob.settle();

            List<String> heard = new ArrayList<>();
            int round = 0;
            long largest = 0;
            while (relay.counts.refusedSoFar(Refusal.SLOW_READER) == 0 && round < 2_000) {
                for (int i = 0; i < deaf.size(); i++) {
                    ann.send(texts(100, "deaf" + i));
                }
                ann.send("PRIVMSG late :" + TEXT, "PRIVMSG #room :" + round++);
                ann.settle();
                heard.addAll(bob.settle());
                largest = Math.max(largest, relay.counts.sendMemory.getAsLong());
            }

            await().until(() -> relay.counts.sendMemory.getAsLong() <= most - most / 4);
            assertThat(largest).isBetween((long) most / 2, (long) most + MEGABYTE);
            assertThat(relay.counts.refusedSoFar(Refusal.SLOW_READER)).isBetween(1, 5);
            ann.settle();
            heard.addAll(bob.settle());
            assertThat(heard.stream().filter(line -> line.contains(" PRIVMSG ")))
                    .containsExactlyElementsOf(IntStream.range(0, round)
                            .mapToObj(i -> ":ann!u@127.0.0.1 PRIVMSG #room :" + i)
                            .toList());
            assertThat(heard.stream().filter(line -> line.contains(" QUIT ")))
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith(":deaf") && line.endsWith("SendQ exceeded"));
            late.close();
            for (WireClient one : deaf) {
                one.close();
            }
        }
    }

    @Test
    void whoIsBehindHoldsNoMoreMemoryThanWaitsForIt() throws IOException {
        try (var relay = TestRelay.withSendMemory(256L * MEGABYTE, PATIENT)) {
            WireClient ann = relay.connect().enter("ann");
            WireClient deaf = deaf(relay, "deaf");
            while (relay.counts.queues.stream().noneMatch(loop -> loop.bytes() > 0)) {
                ann.send(texts(500, "deaf"));
                ann.settle();
            }
            long before = relay.counts.sendMemory.getAsLong();

            // each in a turn of its own
            for (int i = 0; i < 300; i++) {
                ann.send("PRIVMSG deaf :" + TEXT);
                ann.settle();
            }

            assertThat(relay.counts.sendMemory.getAsLong() - before).isBetween(300L * TEXT.length(), (long) MEGABYTE);
            deaf.close();
        }
    }
}
