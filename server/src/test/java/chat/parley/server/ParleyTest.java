package chat.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.server.config.ConfigException;
import chat.parley.server.config.ConfigReader;
import chat.parley.server.config.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ParleyTest {
    @TempDir
    Path folder;

    private static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    /** Everything in the temporary folder, on free ports. */
    private Settings settings(String... further) throws ConfigException {
        List<String> assignments = new ArrayList<>(List.of(
                "server.dataDir=" + folder.resolve("data"),
                "audit.folder=" + folder.resolve("logs"),
                "listeners.irc=[{port: 0}, {port: 0, tls: {}}]",
                "accounts.passwordIterations=4096",
                "health.port=0"));
        assignments.addAll(List.of(further));
        return new ConfigReader(null, Map.of(), assignments).read().settings();
    }

    private static HttpResponse<String> get(Parley parley, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + parley.healthPort() + path))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private String startFailure(String... further) {
        try {
            await(Parley.start(settings(further)));
            return "it started";
        } catch (ExecutionException failed) {
            return StartFailure.lineOf(failed.getCause());
        } catch (Exception other) {
            throw new AssertionError(other);
        }
    }

    @Test
    void startsEverythingAndStops() throws Exception {
        Parley parley = await(Parley.start(settings()));

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
    void startsAgainOnWhatItLeft() throws Exception {
        Parley first = await(Parley.start(settings()));
        await(first.stop());

        Parley second = await(Parley.start(settings()));

        assertThat(second.certificates()).isEqualTo(first.certificates());
        await(second.stop());
    }

    @Test
    void tellsMetrics() throws Exception {
        Parley parley = await(Parley.start(settings()));

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
