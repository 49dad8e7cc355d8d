package chat.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SelfSignedCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real TLS with real client certificates, in front of the whole server. */
@Timeout(300)
class ClientCertificateTest {
    private static final String REGISTRATION = "REGISTER ada * :secret of ada";
    private static final byte[] HEADER = "PROXY TCP4 203.0.113.7 192.0.2.1 40000 6697\r\n".getBytes(UTF_8);

    @TempDir
    private Path folder;

    private Parley parley;

    @SuppressWarnings("NullAway.Init") // JUnit calls start before any test
    ClientCertificateTest() {}

    @BeforeEach
    void start() throws Exception {
        parley = WholeServer.start(
                folder,
                "listeners.irc=[{port: 0, tls: {}}, {port: 0, tls: {}, clientCertificates: false},"
                        + " {port: 0, tls: {}, proxy: [127.0.0.1]}]");
    }

    @AfterEach
    void stop() throws Exception {
        WholeServer.stop(parley);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void signsInByACertificateThatWasAddedBefore(int listener) throws Exception {
        Identity mine = new Identity();
        try (Client ada = new Client(listener, mine)) {
            ada.send("CAP LS 302", "NICK ada", "USER ada 0 * :Ada");
            assertThat(ada.await("sasl=")).contains("sasl=PLAIN,SCRAM-SHA-256,EXTERNAL");
            ada.send(REGISTRATION);
            ada.await("REGISTER SUCCESS");
            ada.send("CAP END");
            ada.await(" 001 ");
            ada.send("PRIVMSG NickServ :CERT ADD");
            assertThat(ada.await("Added: ")).contains(mine.fingerprint);
        }
        try (Client ada = new Client(listener, mine)) {
            ada.external();
            ada.await(" 903 ");
            ada.send("CAP END");
            ada.await(" 001 ");
            ada.send("PRIVMSG NickServ :CERT LIST");
            ada.await(mine.fingerprint + " (this one)");
            ada.send("PRIVMSG NickServ :CERT DEL " + mine.fingerprint);
            ada.await("Removed: ");
        }
        try (Client ada = new Client(listener, mine)) {
            ada.external();
            ada.await(" 904 ");
        }
    }

    @Test
    void refusesAnothersCertificate() throws Exception {
        try (Client eve = new Client(0, new Identity())) {
            eve.external();
            assertThat(eve.await(" 904 ")).contains("certificate");
        }
    }

    @Test
    void letsInWhoShowsNoneAndOffersNoExternalThen() throws Exception {
        try (Client ada = new Client(0, null)) {
            ada.send("CAP LS 302", "NICK ada", "USER ada 0 * :Ada");
            assertThat(ada.await("sasl=")).contains("sasl=PLAIN,SCRAM-SHA-256 ").doesNotContain("EXTERNAL");
            ada.send("CAP REQ sasl", "AUTHENTICATE EXTERNAL");
            ada.await(" 908 ");
            ada.send(REGISTRATION);
            ada.await("REGISTER SUCCESS");
        }
    }

    @Test
    void asksForNoneWhereThatIsConfigured() throws Exception {
        try (Client ada = new Client(1, new Identity())) {
            ada.send("CAP LS 302");
            assertThat(ada.await("sasl=")).doesNotContain("EXTERNAL");
        }
    }

    /** A key with a certificate that nobody has vouched for. */
    private static final class Identity {
        final KeyManager[] keys;
        final String fingerprint;

        Identity() throws Exception {
            SelfSignedCertificate made = SelfSignedCertificate.create("somebody.example");
            X509Certificate certificate;
            try (var in = Files.newInputStream(Path.of(made.certificatePath()))) {
                certificate = (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(in);
            }
            String pem = Files.readString(Path.of(made.privateKeyPath())).replaceAll("-----[A-Z ]+-----|\\s", "");
            PrivateKey key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
            made.delete();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("me", key, new char[0], new X509Certificate[] {certificate});
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, new char[0]);
            keys = factory.getKeyManagers();
            fingerprint = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        }
    }

    private final class Client implements AutoCloseable {
        private final SSLSocket socket;
        private final BufferedReader in;

        Client(int listener, @Nullable Identity identity) throws Exception {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    identity == null ? null : identity.keys,
                    new TrustManager[] {new TrustEverybody()},
                    new SecureRandom());
            int port = parley.listening().get(listener).port();
            Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
            if (listener == 2) {
                plain.getOutputStream().write(HEADER);
            }
            socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", port, true);
            socket.setSoTimeout(60_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        }

        void send(String... lines) throws IOException {
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n").getBytes(UTF_8));
        }

        void external() throws IOException {
            send("CAP REQ sasl", "NICK ada", "USER ada 0 * :Ada", "AUTHENTICATE EXTERNAL");
            await("AUTHENTICATE +");
            send("AUTHENTICATE +");
        }

        String await(String part) throws IOException {
            StringBuilder before = new StringBuilder();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.contains(part)) {
                    return line;
                }
                before.append(line).append('\n');
            }
            throw new AssertionError("no \"" + part + "\" came, but " + before);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** The server's certificate is self-made, and by this very test. */
    private static final class TrustEverybody implements X509TrustManager {
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
