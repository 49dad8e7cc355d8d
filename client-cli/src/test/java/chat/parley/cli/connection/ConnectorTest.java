package chat.parley.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorTest {

    @TempDir
    Path folder = Path.of("");

    private Path file = folder;
    private final List<Fingerprint> asked = new ArrayList<>();

    @BeforeEach
    void chooseFile() {
        file = folder.resolve("parley").resolve("known_hosts");
    }

    private Connector connector(int port, boolean trusting, @Nullable Fingerprint demanded) {
        TrustPolicy policy = (server, fingerprint, local) -> {
            asked.add(fingerprint);
            return trusting;
        };
        return new Connector(new ServerAddress("localhost", port, true), new KnownHosts(file), policy, demanded);
    }

    private Connector connector(int port) {
        return connector(port, true, null);
    }

    @Test
    void pinsACertificateOnFirstUse() throws Exception {
        try (FakeServer server = FakeServer.tls("first");
                Socket socket = connector(server.port()).connect()) {
            assertThat(socket.isConnected()).isTrue();
            assertThat(asked).hasSize(1);
            assertThat(Files.readString(file)).isEqualTo("localhost:" + server.port() + " " + asked.get(0) + "\n");
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
    }

    @Test
    void asksNobodyTheSecondTime() throws Exception {
        try (FakeServer server = FakeServer.tls("first")) {
            connector(server.port()).connect().close();
            connector(server.port()).connect().close();

            assertThat(asked).hasSize(1);
        }
    }

    @Test
    void refusesAPinnedServerThatShowsAnotherKey() throws Exception {
        try (FakeServer server = FakeServer.tls("first")) {
            connector(server.port()).connect().close();
            String before = Files.readString(file);
            server.become("second");

            assertThatThrownBy(() -> connector(server.port()).connect())
                    .isInstanceOfSatisfying(
                            ConnectException.class,
                            e -> assertThat(e.kind()).isEqualTo(ConnectException.Kind.CERTIFICATE_CHANGED))
                    .hasMessageContaining("HAS CHANGED")
                    .hasMessageContaining(asked.get(0).text())
                    .hasMessageContaining(file.toString());
            assertThat(asked).hasSize(1);
            assertThat(Files.readString(file)).isEqualTo(before);
        }
    }

    @Test
    void doesNotPinWhatTheUserDoesNotTrust() throws Exception {
        try (FakeServer server = FakeServer.tls("first")) {
            assertThatThrownBy(() -> connector(server.port(), false, null).connect())
                    .hasMessage("The certificate of localhost:" + server.port() + " is not trusted.");
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void acceptsOnlyTheKeyThatIsDemanded() throws Exception {
        var other = new Fingerprint("SHA256:" + "A".repeat(43));
        try (FakeServer server = FakeServer.tls("first")) {
            connector(server.port()).connect().close();
            Fingerprint right = asked.get(0);

            connector(server.port(), false, right).connect().close();
            assertThatThrownBy(() -> connector(server.port(), true, other).connect())
                    .hasMessageContaining("HAS CHANGED");
        }
    }

    @Test
    void keepsOtherServersAndComments() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "# mine\nelsewhere:6697 SHA256:" + "B".repeat(43) + "\n");
        try (FakeServer server = FakeServer.tls("first")) {
            connector(server.port()).connect().close();

            assertThat(Files.readAllLines(file)).hasSize(3).startsWith("# mine");
        }
    }

    @Test
    void doesNotPassOverAPinThatIsDamaged() throws Exception {
        try (FakeServer server = FakeServer.tls("first")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "localhost:" + server.port() + " SHA256:short\n");

            assertThatThrownBy(() -> connector(server.port()).connect())
                    .hasMessageContaining("line 1")
                    .hasMessageContaining(file.toString());
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void saysThatNothingListens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> connector(port).connect()).hasMessage("Nothing listens at localhost:" + port + ".");
    }

    @Test
    void saysThatThePortSpeaksNoTls() throws Exception {
        try (FakeServer server = FakeServer.plain("S: :s NOTICE * :*** Looking up your hostname\nX")) {
            assertThatThrownBy(() -> connector(server.port()).connect())
                    .isInstanceOfSatisfying(
                            ConnectException.class,
                            e -> assertThat(e.kind()).isEqualTo(ConnectException.Kind.NOT_UNDERSTOOD))
                    .hasMessageContaining("--no-tls");
        }
    }
}
