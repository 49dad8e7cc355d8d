package chat.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.contracts.status.Role;
import chat.parley.relay.listener.ListenerConfig;
import chat.parley.server.config.ConfigException;
import chat.parley.server.config.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class ParleyTest {
    @TempDir
    Path folder;

    private static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    /** In plain text and with TLS. */
    private Settings settings(String... further) throws ConfigException {
        Stream<String> own = Stream.of("listeners.irc=[{port: 0}, {port: 0, tls: {}}]");
        return WholeServer.settings(
                folder, Stream.concat(own, Stream.of(further)).toArray(String[]::new));
    }

    private static HttpResponse<String> get(Parley parley, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + parley.healthPort() + path))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private Parley start(String... further) throws Exception {
        Parley parley = new Parley(Role.UP, settings(further));
        await(parley.start());
        return parley;
    }

    private String startFailure(String... further) {
        try {
            start(further);
            return "it started";
        } catch (ExecutionException failed) {
            return StartFailure.lineOf(failed.getCause());
        } catch (Exception other) {
            throw new AssertionError(other);
        }
    }

    @Test
    void startsEverythingAndStops() throws Exception {
        Parley parley = start();

        assertThat(get(parley, "/ready").statusCode()).isEqualTo(200);
        assertThat(parley.certificates()).hasSize(1);
        assertThat(folder.resolve("data/tls/key.pem")).exists();
        assertThat(folder.resolve("data/accounts.db")).exists();
        assertThat(folder.resolve("data/rooms.db")).exists();
        assertThat(folder.resolve("logs")).isNotEmptyDirectory();
        await(parley.stop());
        assertThatThrownBy(() -> get(parley, "/live")).isInstanceOf(java.io.IOException.class);
    }

    @Test
    void letsClientsInAndTellsThemWhenItStops() throws Exception {
        Parley parley = start("accounts.guests=true");
        try (Socket plain = connect(parley.listening().getFirst());
                Socket secure = connect(parley.listening().getLast())) {
            assertThat(enter(plain, "anna")).contains(" 001 anna ");
            assertThat(enter(secure, "bert")).contains(" 001 bert ");
            assertThat(get(parley, "/metrics").body())
                    .contains("parley_sessions 2.0")
                    .contains("parley_connections{tls=\"no\"} 1.0")
                    .contains("parley_connections{tls=\"yes\"} 1.0");

            long begin = System.nanoTime();
            await(parley.stop());

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            assertThat(lineWith(plain, "ERROR")).contains("shutting down");
            assertThat(lineWith(secure, "ERROR")).contains("shutting down");
        }
    }

    private static Socket connect(ListenerConfig listener) throws Exception {
        Socket socket = listener.tls() == null
                ? new Socket()
                : trusting().getSocketFactory().createSocket();
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port()));
        return socket;
    }

    private static String enter(Socket socket, String nick) throws Exception {
        socket.getOutputStream()
                .write(("NICK " + nick + "\r\nUSER u 0 * :" + nick + "\r\n").getBytes(StandardCharsets.UTF_8));
        return lineWith(socket, " 001 ");
    }

    private static String lineWith(Socket socket, String text) throws Exception {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c >= 0;
                c = socket.getInputStream().read()) {
            line.append((char) c);
            if (c == '\n') {
                if (line.indexOf(text) >= 0) {
                    return line.toString();
                }
                line.setLength(0);
            }
        }
        return "the connection was closed without " + text;
    }

    private static SSLContext trusting() throws Exception {
        X509TrustManager everybody = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String kind) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String kind) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {everybody}, null);
        return context;
    }

    @Test
    void namesAListenerWhosePortIsInUse() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(startFailure("listeners.irc=[{port: 0}, {port: " + busy.getLocalPort() + "}]"))
                    .contains("127.0.0.1:" + busy.getLocalPort())
                    .contains("in use")
                    .doesNotContain("\n")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void startsAgainOnWhatItLeft() throws Exception {
        Parley first = start();
        await(first.stop());

        Parley second = start();

        assertThat(second.certificates()).isEqualTo(first.certificates());
        await(second.stop());
    }

    @Test
    void tellsMetrics() throws Exception {
        Parley parley = start();

        assertThat(get(parley, "/metrics").body())
                .contains("parley_commit_seconds_bucket")
                .contains("parley_refused_total{by=\"room\",reason=\"overload\"} 0.0")
                .contains("parley_eventloop_lag_seconds_count")
                .contains("jvm_memory_used_bytes");
        await(parley.stop());
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts.db", "rooms.db"})
    void namesADamagedDatabase(String file) throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                folder.resolve("data").resolve(file), "this is no database".repeat(100), StandardCharsets.UTF_8);

        assertThat(startFailure()).contains(file).doesNotContain("\n").doesNotContain("Exception");
    }

    @Test
    void namesACertificateThatCannotBeUsed() throws Exception {
        Files.createDirectories(folder.resolve("data/tls"));
        Files.writeString(folder.resolve("data/tls/cert.pem"), "x");
        Files.writeString(folder.resolve("data/tls/key.pem"), "x");

        assertThat(startFailure()).startsWith("listeners: certificate '").contains("has no BEGIN CERTIFICATE");
    }

    @Test
    void namesALogFolderThatCannotBeUsed() throws Exception {
        Files.writeString(folder.resolve("logs"), "a file");

        assertThat(startFailure()).contains("audit.folder").contains("is a file, not a folder");
    }
}
