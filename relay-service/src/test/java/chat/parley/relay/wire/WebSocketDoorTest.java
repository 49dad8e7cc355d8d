package chat.parley.relay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.relay.listener.ConnectionLimits;
import chat.parley.relay.metrics.RelayMetrics.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may come by WebSocket, and through what. */
class WebSocketDoorTest extends WebSocketRig {
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
}
