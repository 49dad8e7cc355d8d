package chat.parley.server.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    static final ServerProcess server =
            ServerProcess.setup().guests().set("limits.unregisteredSeconds", 6).server();

    private static @Nullable Bystanders bystanders;

    @BeforeAll
    static void chat() {
        bystanders = new Bystanders(server.newcomer("anna"), server.newcomer("ben"), 5_000);
    }

    @AfterAll
    static void nobodyNoticed() {
        requireNonNull(bystanders).close();
    }

    private static Socket socket(Endpoint endpoint) throws IOException {
        Socket socket = new Socket(endpoint.host(), endpoint.port());
        socket.setSoTimeout(60_000);
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

    /** All at the same time, because all of them take as long as somebody may who says nothing. */
    @Test
    void aThousandConnectionsThatSayNothingAreInNobodysWayAndClosedInTimeAsHalfAHandshakeIs() throws IOException {
        byte[] half = HexFormat.of().parseHex("16030100c8010000c403031234567890");
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < SILENT; i++) {
                silent.add(socket(i % 2 == 0 ? server.plain() : server.tls()));
            }
            try (Socket begins = socket(server.tls());
                    WireClient quiet = server.client("silent");
                    WireClient neverFinishes = server.client("slow").begin()) {
                begins.getOutputStream().write(half);
                try (WireClient one = server.newcomer("dora")) {
                    one.say("#lobby", "is anybody there?");
                }
                for (Socket socket : silent) {
                    expectClosed(socket);
                }
                expectClosed(begins);
                assertThat(quiet.expectClosed()).extracting(Line::command).containsExactly("ERROR");
                assertThat(neverFinishes.expectClosed())
                        .extracting(Line::command)
                        .endsWith("ERROR");
            }
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }
}
