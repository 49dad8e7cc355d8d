package chat.parley.relay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.relay.listener.ConnectionLimits;
import chat.parley.relay.metrics.RelayMetrics.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to and fro over a WebSocket, and how one ends. */
class WebSocketWireTest extends WebSocketRig {
    @Test
    void sendsEachLineAsOneMessageOfItsKindWithoutItsEnd() {
        try (WebSocketClient ann = connect().upgrade(TEXT).enter("ann").join("#room");
                WebSocketClient bob = connect().upgrade(BINARY).enter("bob").join("#room");
                WireClient carol = relay.connect().enter("carol").join("#room")) {
            ann.settle();
            bob.settle();

            carol.send("PRIVMSG #room :one", "PRIVMSG #room :" + "é".repeat(200), "PRIVMSG #room :three");
            carol.settle();

            for (List<WebSocketClient.Frame> frames : List.of(ann.settle(), bob.settle())) {
                assertThat(frames).hasSize(3).allSatisfy(frame -> {
                    assertThat(frame.last()).isTrue();
                    assertThat(frame.text()).startsWith(":carol!").doesNotContain("\r", "\n");
                });
                assertThat(frames.get(0).text()).endsWith(" PRIVMSG #room :one");
                assertThat(frames.get(1).text()).endsWith(" PRIVMSG #room :" + "é".repeat(200));
                assertThat(frames.get(2).text()).endsWith(" PRIVMSG #room :three");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TEXT, BINARY})
    void sendsMessagesOfTheKindThatWasAgreedOn(String subprotocol) {
        try (WebSocketClient ann = connect().upgrade(subprotocol)) {
            ann.send("NICK ann", "USER u 0 * :Ann");

            assertThat(ann.await(" 001 ").opcode())
                    .isEqualTo(subprotocol.equals(TEXT) ? WebSocketClient.TEXT : WebSocketClient.BINARY);
        }
    }

    @Test
    void keepsAllInOrderForManyReadersOfBothKindsUnderLoad() {
        List<WebSocketClient> readers = new ArrayList<>();
        try (WireClient bob = relay.connect().enter("bob").join("#room")) {
            for (int i = 0; i < 10; i++) {
                readers.add(connect()
                        .upgrade(i % 2 == 0 ? TEXT : BINARY)
                        .enter("r" + i)
                        .join("#room"));
            }
            readers.forEach(WebSocketClient::settle);

            for (int i = 0; i < 500; i++) {
                bob.send("PRIVMSG #room :" + i + " " + "x".repeat(i % 300));
            }
            bob.settle();

            for (WebSocketClient reader : readers) {
                List<WebSocketClient.Frame> frames = reader.settle();
                assertThat(frames).hasSize(500);
                for (int i = 0; i < 500; i++) {
                    assertThat(frames.get(i).text()).endsWith(" :" + i + " " + "x".repeat(i % 300));
                }
            }
        } finally {
            readers.forEach(WebSocketClient::close);
        }
    }

    @Test
    void takesMessagesInSeveralFramesAndWithPingsBetweenThem() {
        try (WebSocketClient ann = connect().upgrade(TEXT).enter("ann")) {
            byte[] euro = "PING :€".getBytes(UTF_8);
            ann.frame(WebSocketClient.TEXT, false, Arrays.copyOf(euro, euro.length - 1));
            ann.frame(WebSocketClient.PING, true, "are you there".getBytes(UTF_8));
            ann.frame(WebSocketClient.CONTINUATION, true, new byte[] {euro[euro.length - 1]});

            WebSocketClient.Frame pong = ann.await("are you there");
            assertThat(pong.opcode()).isEqualTo(WebSocketClient.PONG);
            assertThat(ann.await(" PONG ").text()).endsWith("€");
        }
    }

    @Test
    void takesMessagesThatEndAsLinesDo() {
        try (WebSocketClient ann = connect().upgrade(TEXT).enter("ann")) {
            ann.send("PING one\r\n", "PING two\n", "", "PING three");

            assertThat(ann.await(" PONG ").text()).endsWith("one");
            assertThat(ann.await(" PONG ").text()).endsWith("two");
            assertThat(ann.await(" PONG ").text()).endsWith("three");
        }
    }

    @Test
    void refusesBytesThatAreNoUtf8InABinaryMessage() {
        try (WebSocketClient ann = connect().upgrade(TEXT).enter("ann")) {
            ann.frame(WebSocketClient.BINARY, true, new byte[] {'P', 'I', 'N', 'G', ' ', (byte) 0xE9});

            assertThat(ann.await("FAIL ").text()).contains("FAIL PING INVALID_UTF8");
        }
    }

    @Test
    void endsAtTextThatIsNoUtf8() {
        endsWith(1_007, ann -> ann.frame(WebSocketClient.TEXT, true, new byte[] {'P', (byte) 0xC3, '('}));
    }

    @Test
    void endsAtAFrameWithoutItsMask() {
        endsWith(1_002, ann -> ann.write(new byte[] {(byte) 0x81, 1, 'P'}));
    }

    @Test
    void endsAtAFrameThatIsTooLongToBeALine() {
        endsWith(1_009, ann -> ann.frame(WebSocketClient.TEXT, true, new byte[70_000]));
    }

    @Test
    void answersALineThatIsTooLong() {
        try (WebSocketClient ann = connect().upgrade(TEXT).enter("ann")) {
            ann.send("PING " + "x".repeat(505), "PING " + "x".repeat(506), "PING " + "x".repeat(16_000));

            ann.await(" PONG ");
            ann.await(" 417 ");
            ann.await(" 417 ");
        }
    }

    @Test
    void sendsAwayWhoSendsAMessageFarTooLongForALine() {
        try (WebSocketClient ann = connect().upgrade(TEXT).enter("ann")) {
            ann.send("PING " + "x".repeat(60_000));

            ann.await(" 417 ");
            assertThat(ann.next().text()).isEqualTo("ERROR :Closing link: Sent a line without end");
        }
    }

    private void endsWith(int code, Consumer<WebSocketClient> wrong) {
        try (WebSocketClient ann = connect().upgrade(TEXT).enter("ann");
                WireClient bob = relay.connect().enter("bob")) {
            wrong.accept(ann);

            WebSocketClient.Frame last = ann.next();
            assertThat(last.opcode()).isEqualTo(WebSocketClient.CLOSE);
            assertThat(last.closeCode()).isEqualTo(code);
            assertThat(ann.read()).isNull();
            isGone(bob, "ann");
        }
    }

    @Test
    void answersTheEndAndTellsOthers() {
        try (WebSocketClient ann = connect().upgrade(TEXT).enter("ann");
                WireClient bob = relay.connect().enter("bob")) {
            ann.frame(WebSocketClient.CLOSE, true, new byte[] {0x03, (byte) 0xE9});

            assertThat(ann.await("").opcode()).isEqualTo(WebSocketClient.CLOSE);
            assertThat(ann.read()).isNull();
            isGone(bob, "ann");
        }
    }

    @Test
    void saysTheLastWordOfIrcAndThenEndsTheWebSocket() {
        try (WebSocketClient ann = connect().upgrade(TEXT).enter("ann")) {
            ann.send("QUIT :bye");

            assertThat(ann.next().text()).startsWith(":ann!").endsWith(" QUIT :Quit: bye");
            assertThat(ann.next().text()).startsWith("ERROR :Closing link");
            WebSocketClient.Frame last = ann.next();
            assertThat(last.opcode()).isEqualTo(WebSocketClient.CLOSE);
            assertThat(last.closeCode()).isEqualTo(1_000);
            ann.frame(WebSocketClient.CLOSE, true, last.payload());
            assertThat(ann.read()).isNull();
        }
    }

    @Test
    void disconnectsAReaderWhoIsTooSlow() {
        relay.close();
        relay = new TestRelay(1, new ConnectionLimits(0, 0, 65_536, 1_024, 3_000, 100), TestRelay.SESSIONS);
        try (WebSocketClient slow = connect().upgrade(TEXT).enter("slow").join("#room");
                WireClient bob = relay.connect().enter("bob").join("#room")) {
            for (int i = 0; relay.counts.refusedSoFar(Refusal.SLOW_READER) == 0 && i < 200_000; i++) {
                bob.send("PRIVMSG #room :" + "x".repeat(400));
            }
            assertThat(relay.counts.refusedSoFar(Refusal.SLOW_READER)).isOne();
            bob.settle();
            assertThat(slow).isNotNull();
        }
    }

    private static void isGone(WireClient who, String nick) {
        Awaitility.await().until(() -> {
            who.send("WHOIS " + nick);
            return who.settle().stream().anyMatch(line -> line.contains(" 401 "));
        });
    }
}
