package chat.parley.server.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.parley.protocol.line.Line;
import chat.parley.testkit.ledger.Bystanders;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.Endpoint;
import chat.parley.testkit.wire.WireClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connections that nobody should make. Each is closed or costs nothing, and nobody else notices. */
class BadConnectionsTest {
    private static final int SILENT = 1_000;

    @RegisterExtension
    static final ServerProcess server = ServerProcess.setup()
            .guests()
            .set("limits.unregisteredSeconds", 4)
            .set("limits.sendQueueBytes", 262_144)
            .server();

    private static @Nullable Bystanders bystanders;

    @BeforeAll
    static void chat() {
        bystanders = new Bystanders(server.newcomer("anna"), server.newcomer("ben"), 2_000);
    }

    @AfterAll
    static void nobodyNoticed() {
        requireNonNull(bystanders).close();
    }

    private static Socket socket(Endpoint endpoint) throws IOException {
        Socket socket = new Socket(endpoint.host(), endpoint.port());
        socket.setSoTimeout(15_000);
        return socket;
    }

    private static void expectClosed(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        try {
            while (in.read() >= 0) {
                // whatever it says before it closes
            }
        } catch (java.net.SocketException reset) {
            // closed as well
        }
    }

    @Test
    void halfATlsHandshakeIsClosedInTime() throws IOException {
        byte[] half = HexFormat.of().parseHex("16030100c8010000c403031234567890");
        try (Socket socket = socket(server.tls())) {
            socket.getOutputStream().write(half);
            expectClosed(socket);
        }
    }

    @Test
    void silenceOnTheTlsPortIsClosedInTime() throws IOException {
        try (Socket socket = socket(server.tls())) {
            expectClosed(socket);
        }
    }

    @Test
    void plainTextOnTheTlsPortIsClosed() throws IOException {
        try (Socket socket = socket(server.tls())) {
            socket.getOutputStream().write("NICK x\r\nUSER x 0 * :x\r\n".getBytes(StandardCharsets.US_ASCII));
            expectClosed(socket);
        }
    }

    @Test
    void tlsOnThePlainPortIsNoConversation() {
        assertThatThrownBy(() -> server.client("x", server.plain().asTls())).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void whoSaysNothingIsSentAwayInTime() {
        try (WireClient silent = server.client("silent")) {
            assertThat(silent.expectClosed()).extracting(Line::command).containsExactly("ERROR");
        }
    }

    @Test
    void whoNeverFinishesToSignInIsSentAwayInTime() {
        try (WireClient slow = server.client("slow").begin()) {
            assertThat(slow.expectClosed()).extracting(Line::command).endsWith("ERROR");
        }
    }

    @Test
    void aThousandConnectionsThatSayNothingAreInNobodysWay() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < SILENT; i++) {
                silent.add(socket(i % 2 == 0 ? server.plain() : server.tls()));
            }
            try (WireClient one = server.newcomer("dora")) {
                one.say("#lobby", "is anybody there?");
            }
            for (Socket socket : silent) {
                expectClosed(socket);
            }
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void aReaderWhoNeverReadsIsDisconnectedAndTheOthersNeverWait() {
        try (WireClient stuck = WireClient.connect(server.plain(), "stuck", 4096, _secret -> {});
                WireClient watcher = server.client("watcher").guest();
                WireClient talker = server.client("talker").guest()) {
            stuck.guest().join("#flood");
            watcher.join("#flood");
            talker.join("#flood");
            String text = "x".repeat(400);
            boolean left = false;
            for (int i = 0; i < 20_000 && !left; i++) {
                talker.say("#flood", text);
                left = watcher.sync().stream()
                        .anyMatch(line -> line.command().equals("QUIT")
                                && String.valueOf(line.source()).startsWith("stuck!"));
            }
            assertThat(left).as("was disconnected").isTrue();
            talker.say("#flood", "calm again");
            assertThat(watcher.syncMessages()).extracting("text").contains("calm again");
        }
    }

    @Test
    void aConnectionThatBreaksOffIsAQuit() {
        try (WireClient stays = server.client("stays").guest().join("#short");
                WireClient breaks = server.client("breaks").guest().join("#short")) {
            breaks.sync();
            stays.sync();
            breaks.reset();
            stays.expectFrom("breaks", "QUIT");
        }
    }

    @Test
    void comingAndGoingLeavesNothingBehind() {
        for (int i = 0; i < 200; i++) {
            WireClient client = server.client("fly" + i % 10);
            client.sendTogether("CAP LS 302", "NICK fly" + i % 10, "USER fly 0 * :fly", "CAP END", "JOIN #fly");
            client.reset();
        }
        try (WireClient last = server.client("last").guest().join("#fly")) {
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
                last.send("NAMES #fly");
                // an operator only if all of them had gone by the time of the JOIN
                assertThat(last.expect("353").params().getLast()).isIn("last!last@127.0.0.1", "@last!last@127.0.0.1");
            });
        }
    }
}
