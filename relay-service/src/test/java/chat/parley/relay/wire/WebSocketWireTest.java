package chat.parley.relay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.relay.listener.ConnectionLimits;
import chat.parley.relay.metrics.RelayMetrics.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketWireTest {
    private static final String TEXT = "text.ircv3.net";
    private static final String BINARY = "binary.ircv3.net";

    private TestRelay relay = new TestRelay(2);

    @AfterEach
    void close() {
        relay.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text.ircv3.net|text.ircv3.net",
                "binary.ircv3.net|binary.ircv3.net",
                "binary.ircv3.net, text.ircv3.net|binary.ircv3.net",
                "chat, text.ircv3.net, binary.ircv3.net|text.ircv3.net"
            })
    void takesTheSubprotocolThatTheClientPrefers(String offered, String taken) {
        try (WebSocketClient ann = connect()) {
            assertThat(ann.ask("Sec-WebSocket-Protocol: " + offered))
                    .startsWith("HTTP/1.1 101 ")
                    .containsIgnoringCase("\r\nsec-websocket-protocol: " + taken + "\r\n");
        }
    }

    @Test
    void talksTextToThoseWhoAgreeOnNoSubprotocol() {
        try (WebSocketClient ann = connect()) {
            assertThat(ann.ask("Sec-WebSocket-Protocol: chat"))
                    .startsWith("HTTP/1.1 101 ")
                    .doesNotContainIgnoringCase("sec-websocket-protocol");

            ann.send("NICK ann", "USER u 0 * :Ann");

            assertThat(ann.await(" 001 ").opcode()).isEqualTo(WebSocketClient.TEXT);
        }
    }

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

    // ---- who may connect

    @Test
    void letsPagesOfItsOwnHostInAndThoseOfConfiguredSites() {
        for (String origin : List.of(
                "http://chat.test:8097",
                "https://CHAT.test:8097",
                "https://chat.example.org",
                "http://localhost:3000")) {
            try (WebSocketClient ann = connect()) {
                assertThat(ann.ask("Origin: " + origin, "Sec-WebSocket-Protocol: " + TEXT))
                        .startsWith("HTTP/1.1 101 ");
            }
        }
    }

    @Test
    void keepsPagesOfOtherSitesOut() {
        List<String> others =
                List.of("https://evil.example", "https://chat.test", "null", "https://chat.example.org.evil.example");
        for (String origin : others) {
            try (WebSocketClient ann = connect()) {
                assertThat(ann.ask("Origin: " + origin, "Sec-WebSocket-Protocol: " + TEXT))
                        .startsWith("HTTP/1.1 403 ");
            }
        }
        assertThat(relay.counts.refusedSoFar(Refusal.ORIGIN)).isEqualTo(others.size());
    }

    @Test
    void tellsBrowsersThatAskForAPageWhatThisIs() {
        try (WebSocketClient ann = connect()) {
            ann.write("GET / HTTP/1.1\r\nHost: chat.test\r\n\r\n".getBytes(UTF_8));

            assertThat(ann.head()).startsWith("HTTP/1.1 426 ").containsIgnoringCase("upgrade: websocket");
        }
    }

    @Test
    void endsWhatIsNoHttp() {
        try (WebSocketClient ann = connect()) {
            ann.write("NICK ann\r\nUSER u 0 * :Ann\r\n\r\n".getBytes(UTF_8));

            assertThat(ann.head()).matches("(?s)HTTP/1\\.[01] 400 .*");
        }
    }

    @Test
    void doesNotWaitForLongForAnUpgrade() {
        try (WebSocketClient ann = connect()) {
            ann.write("GET / HTTP/1.1\r\nHost: ".getBytes(UTF_8));

            assertThat(ann.head()).isEmpty();
            assertThat(relay.counts.refusedSoFar(Refusal.HANDSHAKE)).isOne();
        }
    }

    @Test
    void countsConnectionsByAddressAndGivesPlacesBack() {
        relay.close();
        relay = new TestRelay(1, new ConnectionLimits(0, 1, 1 << 20, 1_024, 3_000, 100), TestRelay.SESSIONS);
        try (WebSocketClient ann = connect().upgrade(TEXT).enter("ann")) {
            try (WebSocketClient second = connect()) {
                assertThat(second.head()).startsWith("HTTP/1.1 503 ");
            }
            ann.send("QUIT");
        }
        Awaitility.await().until(() -> relay.node().connections() == 0);
        try (WebSocketClient again = connect()) {
            again.upgrade(BINARY).enter("again");
        }
        Awaitility.await().until(() -> relay.node().connections() == 0);
    }

    // ---- TLS and balancers

    @Test
    void talksOverTlsWithTheClientOfTheJdk() throws Exception {
        var lines = new LinkedBlockingQueue<String>();
        WebSocket ann = HttpClient.newBuilder()
                .sslContext(trusting())
                .build()
                .newWebSocketBuilder()
                .subprotocols(TEXT, BINARY)
                .buildAsync(URI.create("wss://localhost:" + relay.webSocketTlsPort() + "/"), new Collector(lines))
                .get(1, TimeUnit.MINUTES);
        assertThat(ann.getSubprotocol()).isEqualTo(TEXT);

        ann.sendText("NICK ann", true).get(1, TimeUnit.MINUTES);
        ann.sendText("USER u 0 * :Ann", true).get(1, TimeUnit.MINUTES);

        String welcome = "";
        while (!welcome.contains(" 376 ") && !welcome.contains(" 422 ")) {
            welcome = lines.poll(1, TimeUnit.MINUTES);
            assertThat(welcome).isNotNull();
        }
        ann.sendClose(WebSocket.NORMAL_CLOSURE, "").get(1, TimeUnit.MINUTES);
        Awaitility.await().until(() -> relay.node().connections() == 0);
    }

    private record Collector(LinkedBlockingQueue<String> lines) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            lines.add(data.toString());
            return WebSocket.Listener.super.onText(webSocket, data, last);
        }
    }

    @Test
    void believesBalancersAboutAddresses() throws Exception {
        try (WebSocketClient ann = new WebSocketClient(from(TestRelay.BALANCER, relay.balancedWebSocketPort()))) {
            ann.write("PROXY TCP4 203.0.113.7 192.0.2.1 40000 80\r\n".getBytes(UTF_8));
            assertThat(hostOf(ann, "ann")).isEqualTo("203.0.113.7");
        }
        try (WebSocketClient bob = new WebSocketClient(from("127.0.0.1", relay.balancedWebSocketPort()))) {
            assertThat(hostOf(bob, "bob")).isEqualTo("127.0.0.1");
        }
        try (WebSocketClient liar = new WebSocketClient(from("127.0.0.1", relay.balancedWebSocketPort()))) {
            liar.write("PROXY TCP4 203.0.113.7 192.0.2.1 40000 80\r\n".getBytes(UTF_8));
            assertThat(liar.ask()).doesNotStartWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void talksTlsBehindTheHeaderOfABalancer() throws Exception {
        Socket plain = from(TestRelay.BALANCER, relay.balancedWebSocketTlsPort());
        plain.getOutputStream().write("PROXY TCP4 203.0.113.7 192.0.2.1 40000 80\r\n".getBytes(UTF_8));
        Socket secured = trusting().getSocketFactory().createSocket(plain, "127.0.0.1", plain.getPort(), true);
        try (WebSocketClient ann = new WebSocketClient(secured)) {
            assertThat(hostOf(ann, "ann")).isEqualTo("203.0.113.7");
        }
    }

    private static String hostOf(WebSocketClient client, String nick) {
        client.upgrade(TEXT).enter(nick).send("JOIN #room");
        String join = client.await(" JOIN ").text();
        return join.substring(join.indexOf('@') + 1, join.indexOf(' '));
    }

    private static Socket from(String address, int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(address), 0);
    }

    private static SSLContext trusting() throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new TlsWireTest.TrustEverybody()}, new SecureRandom());
        return trusting;
    }

    private static void isGone(WireClient who, String nick) {
        Awaitility.await().until(() -> {
            who.send("WHOIS " + nick);
            return who.settle().stream().anyMatch(line -> line.contains(" 401 "));
        });
    }

    private WebSocketClient connect() {
        try {
            return new WebSocketClient(new Socket(InetAddress.getLoopbackAddress(), relay.webSocketPort()));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
