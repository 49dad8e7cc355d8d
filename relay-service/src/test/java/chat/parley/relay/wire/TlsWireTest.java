package chat.parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.parley.relay.listener.ConnectionLimits;
import chat.parley.relay.metrics.RelayMetrics.Refusal;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

class TlsWireTest {
    @Test
    void talksOverTlsWithThoseOnPlainPorts() throws Exception {
        try (var relay = new TestRelay(2)) {
            WireClient ann =
                    new WireClient(connect(relay.tlsPort())).enter("ann").join("#room");
            WireClient bob = relay.connect().enter("bob").join("#room");
            ann.settle();
            for (int i = 0; i < 50; i++) {
                bob.send("PRIVMSG #room :" + i + " " + "x".repeat(300));
            }
            bob.settle();

            assertThat(ann.settle()).hasSize(50).last().asString().contains(" :49 x");
        }
    }

    @Test
    void showsANewCertificateAfterReloading() throws Exception {
        try (var relay = new TestRelay(2)) {
            X509Certificate before = certificate(relay.tlsPort());
            SelfSignedCertificate other = SelfSignedCertificate.create("other.example");
            copy(other.certificatePath(), relay.certificate);
            copy(other.privateKeyPath(), relay.key);
            other.delete();

            TestRelay.await(relay.node().reloadCertificates());

            // connections are dealt out among the loops
            for (int i = 0; i < 4; i++) {
                assertThat(certificate(relay.tlsPort())).isNotEqualTo(before);
                assertThat(certificate(relay.balancedTlsPort())).isNotEqualTo(before);
            }
            new WireClient(connect(relay.tlsPort())).enter("ann");
        }
    }

    @Test
    void keepsTheOldCertificateWhereTheNewOneCannotBeUsed() throws Exception {
        try (var relay = new TestRelay(1)) {
            X509Certificate before = certificate(relay.tlsPort());
            Files.writeString(relay.certificate, "no certificate");

            assertThat(relay.node().reloadCertificates().toCompletionStage().toCompletableFuture())
                    .failsWithin(Duration.ofMinutes(1));

            assertThat(certificate(relay.tlsPort())).isEqualTo(before);
        }
    }

    @Test
    void countsThoseWhoNeverFinishTheirHandshake() throws Exception {
        var limits = new ConnectionLimits(0, 2, 1 << 20, 1_024, 600_000, 100);
        try (var relay = new TestRelay(1, limits, TestRelay.SESSIONS)) {
            List<Socket> silent = new ArrayList<>(List.of(silent(relay), silent(relay)));
            await().until(() -> relay.node().connections() == 2);
            WireClient told = new WireClient(connect(relay.tlsPort()));
            assertThat(told.rest()).containsExactly("ERROR :Too many connections from your address");

            // some of those who come now may go on with their handshake, to be told as well
            for (int i = 0; i < 17; i++) {
                silent.add(silent(relay));
            }
            assertThat(silent.getLast().getInputStream().read()).isEqualTo(-1);

            for (Socket socket : silent) {
                socket.close();
            }
            await().until(() -> relay.node().connections() == 0);
            new WireClient(connect(relay.tlsPort())).enter("ann");
        }
    }

    /** With TLS 1.3 a client asks for new keys instead, as often as it likes, and each time it is answered. */
    @Test
    void endsAConnectionThatAsksForNewKeysAndReadsNothing() throws Exception {
        var limits = new ConnectionLimits(0, 0, 65_536, 64, 3_000, 100);
        try (var relay = new TestRelay(1, limits, TestRelay.SESSIONS);
                SSLSocket socket = connect(relay.tlsPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.3"});
            new WireClient(socket).enter("ann");

            assertThatThrownBy(() -> {
                        for (int keys = 0; keys < 1_000_000; keys++) {
                            socket.startHandshake();
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(relay.counts.refusedSoFar(Refusal.SLOW_READER)).isEqualTo(1);
        }
    }

    @Test
    void negotiatesOnlyOnceWithAClient() throws Exception {
        try (var relay = new TestRelay(1);
                SSLSocket socket = connect(relay.tlsPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            WireClient ann = new WireClient(socket).enter("ann");

            socket.startHandshake();

            assertThatThrownBy(ann::settle).hasMessageContaining("the connection ended");
        }
    }

    private static Socket silent(TestRelay relay) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.tlsPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void copy(String from, Path to) throws IOException {
        Files.copy(Path.of(from), to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static X509Certificate certificate(int port) throws Exception {
        try (SSLSocket socket = connect(port)) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static SSLSocket connect(int port) throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new TrustEverybody()}, new SecureRandom());
        return (SSLSocket) trusting.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    }

    /** The certificate is self-made, and who made it is this test. */
    static final class TrustEverybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
