package chat.parley.relay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.relay.listener.ConnectionLimits;
import chat.parley.relay.metrics.RelayMetrics;
import chat.parley.relay.metrics.RelayMetrics.Refusal;
import chat.parley.relay.session.SessionLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class HostileWireTest {
    private static final int MEGABYTE = 1 << 20;

    @Test
    void endsAConnectionWhoseLineGoesOnAndOn() throws IOException {
        try (var relay = new TestRelay(1)) {
            WireClient loud = relay.connect().enter("loud");
            byte[] megabyte = new byte[MEGABYTE];
            Arrays.fill(megabyte, (byte) 'x');

            loud.socket().getOutputStream().write(megabyte);

            assertThat(loud.rest())
                    .containsExactly(
                            ":irc.test 417 loud :Input line was too long",
                            "ERROR :Closing link: Sent a line without end");
        }
    }

    @Test
    void answersAFloodOfLinesInOrderAndReadsNoFasterThanItAnswers() {
        try (var relay = new TestRelay(1)) {
            WireClient busy = relay.connect().enter("busy");
            List<String> pings =
                    IntStream.range(0, 20_000).mapToObj(i -> "PING " + i).toList();

            busy.send(pings.toArray(String[]::new));

            for (int i = 0; i < 20_000; i++) {
                assertThat(busy.read()).isEqualTo(":irc.test PONG irc.test " + i);
            }
        }
    }

    @Test
    void disconnectsWhoNeverReadsWhileTheOthersGoOn() {
        try (var relay = new TestRelay(2, new ConnectionLimits(0, 0, 65_536, 64, 500, 100), TestRelay.SESSIONS)) {
            WireClient ann = relay.connect().enter("ann").join("#room");
            WireClient bob = relay.connect().enter("bob").join("#room");
            WireClient deaf = relay.connect().enter("deaf").join("#room");
            ann.settle();
            bob.settle();
            String text = "x".repeat(400);

            int said = 0;
            boolean gone = false;
            while (!gone && said < 100_000) {
                List<String> says = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    says.add("PRIVMSG #room :" + said++ + " " + text);
                }
                ann.send(says.toArray(String[]::new));
                List<String> heard = bob.settle();
                gone = heard.stream().anyMatch(line -> line.startsWith(":deaf!") && line.contains(" QUIT "));
                ann.settle();
            }

            assertThat(gone).isTrue();
            assertThat(relay.counts.refusedSoFar(Refusal.SLOW_READER)).isEqualTo(1);
            deaf.close();
        }
    }

    @Test
    void givesASlowReaderEverythingInOrder() throws IOException {
        try (var relay = new TestRelay(1)) {
            var socket = new Socket();
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), relay.port()));
            WireClient slow = new WireClient(socket).enter("slow").join("#room");
            WireClient ann = relay.connect().enter("ann").join("#room");
            slow.settle();
            String text = "x".repeat(400);
            for (int i = 0; i < 2_000; i++) {
                ann.send("PRIVMSG #room :" + i + " " + text);
            }
            ann.settle();

            for (int i = 0; i < 2_000; i++) {
                assertThat(slow.read()).isEqualTo(":ann!u@127.0.0.1 PRIVMSG #room :" + i + " " + text);
            }
        }
    }

    @Test
    void knowsHowMuchWaitsForSlowReaders() throws IOException {
        var limits = new ConnectionLimits(0, 0, 1 << 26, 1_024, 3_000, 100);
        try (var relay = new TestRelay(1, limits, TestRelay.SESSIONS)) {
            WireClient slow = relay.connect().enter("slow").join("#room");
            WireClient ann = relay.connect().enter("ann").join("#room");
            // more than the system takes for a reader who does not read
            String text = "x".repeat(400);
            for (int round = 0; round < 60; round++) {
                ann.send(Collections.nCopies(500, "PRIVMSG #room :" + text).toArray(String[]::new));
                ann.settle();
            }
            RelayMetrics.SendQueues queues = relay.counts.queues.getFirst();

            await().until(() -> queues.largestBytes() > 0);
            assertThat(queues.bytes()).isGreaterThanOrEqualTo(queues.largestBytes());
            slow.close();
            await().until(() -> queues.bytes() == 0);
        }
    }

    @Test
    void endsAConnectionThatSpeaksTlsOnThePlainPort() {
        try (var relay = new TestRelay(1)) {
            WireClient wrong = relay.connect();

            wrong.write(new byte[] {0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, (byte) 0xfc, 0x03, 0x03, '\n'});

            assertThat(wrong.rest()).containsExactly("ERROR :Closing link: This port does not speak TLS");
            assertThat(relay.counts.refusedSoFar(Refusal.TLS_ON_PLAIN)).isEqualTo(1);
        }
    }

    @Test
    void endsAConnectionThatSpeaksPlainTextOnTheTlsPort() {
        try (var relay = new TestRelay(1)) {
            WireClient wrong = TestRelay.connect(relay.tlsPort());

            wrong.send("NICK ann", "USER u 0 * :Ann");

            wrong.rest();
            await().untilAsserted(() ->
                    assertThat(relay.counts.refusedSoFar(Refusal.HANDSHAKE)).isEqualTo(1));
        }
    }

    @Test
    void endsATlsHandshakeThatStopsHalfway() {
        try (var relay = new TestRelay(1, new ConnectionLimits(0, 0, 65_536, 64, 300, 100), TestRelay.SESSIONS)) {
            WireClient half = TestRelay.connect(relay.tlsPort());

            half.write(new byte[] {0x16, 0x03, 0x01, 0x02, 0x00, 0x01});

            half.rest();
            await().untilAsserted(() ->
                    assertThat(relay.counts.refusedSoFar(Refusal.HANDSHAKE)).isEqualTo(1));
        }
    }

    @Test
    void refusesFurtherConnectionsFromOneAddressInWords() {
        try (var relay = new TestRelay(2, new ConnectionLimits(0, 2, 65_536, 64, 500, 100), TestRelay.SESSIONS)) {
            WireClient one = relay.connect().enter("one");
            relay.connect().enter("two");

            assertThat(relay.connect().rest()).containsExactly("ERROR :Too many connections from your address");
            one.close();

            await().until(() -> relay.node().connections() == 1);
            relay.connect().enter("three");
        }
    }

    @Test
    void refusesConnectionsBeyondThoseItHolds() {
        try (var relay = new TestRelay(1, new ConnectionLimits(1, 0, 65_536, 64, 500, 100), TestRelay.SESSIONS)) {
            relay.connect().enter("one");

            assertThat(relay.connect().rest()).containsExactly("ERROR :The server is full; try again later");
        }
    }

    @Test
    void endsAThousandConnectionsThatSayNothing() {
        SessionLimits patience = TestRelay.SESSIONS.withRegistrationMillis(1_500);
        try (var relay = new TestRelay(2, TestRelay.LIMITS, patience)) {
            WireClient ann = relay.connect().enter("ann");
            List<WireClient> silent =
                    IntStream.range(0, 1_000).mapToObj(_i -> relay.connect()).toList();
            assertThat(ann.settle()).isEmpty();

            for (WireClient one : silent) {
                assertThat(one.rest()).singleElement().asString().startsWith("ERROR :Closing link: ");
                one.close();
            }
            await().until(() -> relay.node().connections() == 1);
        }
    }

    @Test
    void saysWhatIsWrongWithBytesThatAreNoUtf8() {
        try (var relay = new TestRelay(1)) {
            WireClient ann = relay.connect().enter("ann");

            ann.write(new byte[] {'N', 'I', 'C', 'K', ' ', (byte) 0xff, (byte) 0xfe, '\r', '\n'});

            assertThat(ann.settle()).singleElement().asString().contains("UTF-8");
        }
    }

    @Test
    void tellsEveryoneWhenItStops() {
        try (var relay = new TestRelay(2)) {
            WireClient ann = relay.connect().enter("ann").join("#room");
            WireClient bob = relay.connect().enter("bob").join("#room");
            ann.send("PRIVMSG #room :last words");
            ann.settle();
            long begin = System.nanoTime();

            relay.stop();

            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isLessThan(5_000);
            assertThat(ann.rest()).last().asString().startsWith("ERROR :Closing link: Server is shutting down");
            assertThat(bob.rest())
                    .contains(":ann!u@127.0.0.1 PRIVMSG #room :last words")
                    .last()
                    .asString()
                    .startsWith("ERROR :");
        }
    }

    @Test
    void takesLinesInWhateverPiecesTheyCome() {
        try (var relay = new TestRelay(1)) {
            WireClient ann = relay.connect();
            for (byte b : "NICK änn\r\nNICK ann\nUSER u 0 * :Ann\r\n\r\n\n".getBytes(UTF_8)) {
                ann.write(new byte[] {b});
            }
            ann.await(" 432 ");
            ann.await(" 001 ann ");
        }
    }
}
