package chat.parley.server.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.contracts.status.NodeId;
import chat.parley.contracts.status.NodeStatus;
import chat.parley.contracts.status.Role;
import chat.parley.server.config.HealthSettings;
import chat.parley.server.report.StatusAnswers;
import chat.parley.server.start.StartException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicBoolean inContact = new AtomicBoolean(true);
    private final Readiness readiness = new Readiness(inContact::get);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() throws Exception {
        client.close();
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private int listen(int port, boolean chosen) throws Exception {
        HealthSettings settings = new HealthSettings(true, "127.0.0.1", port, chosen);
        StatusAnswers status = new StatusAnswers(
                vertx,
                () -> new NodeStatus(
                        new NodeId("here", "1"), Role.UP, readiness.phase(), 0, "1.0", List.of(), Map.of(), List.of()),
                List::of);
        return await(
                new HealthServer(vertx, settings, readiness, () -> "parley_up 1.0\n", status, _request -> {}).listen());
    }

    private HttpResponse<String> request(int port, String path, String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void livesFromTheBeginning() throws Exception {
        assertThat(request(listen(0, true), "/live", "GET").statusCode()).isEqualTo(200);
    }

    @Test
    void isReadyOnceStartedAndUntilStopping() throws Exception {
        int port = listen(0, true);
        assertThat(request(port, "/ready", "GET").statusCode()).isEqualTo(503);

        readiness.started();
        assertThat(request(port, "/ready", "GET").statusCode()).isEqualTo(200);

        readiness.stopping();
        readiness.started();
        assertThat(request(port, "/ready", "GET").body()).isEqualTo("stopping\n");
    }

    @Test
    void tellsMetrics() throws Exception {
        HttpResponse<String> response = request(listen(0, true), "/metrics", "GET");

        assertThat(response.body()).isEqualTo("parley_up 1.0\n");
        assertThat(response.headers().firstValue("content-type")).contains("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void isNotReadyWhileOutOfContact() throws Exception {
        int port = listen(0, true);
        readiness.started();

        inContact.set(false);
        HttpResponse<String> response = request(port, "/ready", "GET");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("waiting\n");
    }

    @Test
    void tellsHowTheProcessesStand() throws Exception {
        JsonObject status =
                new JsonObject(request(listen(0, true), "/status", "GET").body());

        assertThat(status.getString("asked")).isEqualTo("here");
        assertThat(status.getJsonArray("nodes").getJsonObject(0).getString("phase"))
                .isEqualTo("starting");
    }

    @Test
    void tellsWhyItCannotTellWhereSomebodyIs() throws Exception {
        int port = listen(0, true);

        JsonObject unasked =
                new JsonObject(request(port, "/status?client=alice", "GET").body());
        JsonObject noName =
                new JsonObject(request(port, "/status?client=a%20b", "GET").body());

        assertThat(unasked.getJsonArray("attention").getString(0)).startsWith("presence does not answer: ");
        assertThat(noName.getJsonArray("attention")).hasSize(1);
    }

    @Test
    void knowsNothingElse() throws Exception {
        int port = listen(0, true);

        assertThat(request(port, "/", "GET").statusCode()).isEqualTo(404);
        assertThat(request(port, "/live", "POST").statusCode()).isEqualTo(405);
    }

    @Test
    void failsWhenTheChosenPortIsInUse() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> listen(busy.getLocalPort(), true))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("health.port: cannot listen on 127.0.0.1:" + busy.getLocalPort()
                            + ": the port is in use by another program");
        }
    }

    @Test
    void takesAnotherPortWhenTheUsualOneIsInUse() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(listen(busy.getLocalPort(), false)).isNotEqualTo(busy.getLocalPort());
        }
    }
}
