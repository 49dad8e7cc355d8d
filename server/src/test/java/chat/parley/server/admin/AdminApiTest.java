package chat.parley.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminApiTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<AuditEvent> log = new CopyOnWriteArrayList<>();
    private final AtomicLong nowMillis = new AtomicLong(1_000_000);
    private final Iterator<String> pieces = List.of("[1,", "2]").iterator();

    @TempDir
    Path folder;

    private String secret = "";
    private int port;

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @BeforeEach
    void listen() throws Exception {
        AdminSecret.Taken taken = AdminSecret.take(folder.resolve("admin.secret"));
        secret = String.valueOf(taken.fresh());
        List<Operation> operations = List.of(
                Operation.get(
                        "/v1/things",
                        "list",
                        Set.of("limit"),
                        call -> Future.succeededFuture(Answer.json(new JsonObject().put("limit", call.limit())))),
                Operation.put("/v1/things/{thing}", "set", Set.of("text", "count", "flag"), this::set),
                Operation.delete(
                        "/v1/things/{thing}",
                        "delete",
                        Set.of(),
                        call -> Future.failedFuture(ServiceException.rejected(
                                Reason.NO_SUCH_ROOM, "There is no " + call.path("thing") + "."))),
                Operation.get(
                        "/v1/pieces",
                        "pieces",
                        Set.of(),
                        _call -> Future.succeededFuture(new Answer.Pieces(this::piece))),
                Operation.get(
                        "/v1/broken",
                        "broken",
                        Set.of(),
                        _call -> Future.failedFuture(ServiceException.unavailable(true, "Away."))));
        AdminApi api = new AdminApi(vertx, taken.secret(), false, operations, log::add, nowMillis::get);
        HttpServer server =
                await(vertx.createHttpServer().requestHandler(api::handle).listen(0, "127.0.0.1"));
        port = server.actualPort();
    }

    private Future<Answer> set(Call call) {
        call.did("set " + call.path("thing"));
        return Future.succeededFuture(Answer.json(new JsonObject()
                .put("thing", call.path("thing"))
                .put("text", call.text("text"))
                .put("count", call.number("count", 7, 1, 9))
                .put("flag", call.flag("flag"))));
    }

    private Future<Optional<Buffer>> piece() {
        return Future.succeededFuture(pieces.hasNext() ? Optional.of(Buffer.buffer(pieces.next())) : Optional.empty());
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        await(vertx.close());
    }

    private HttpResponse<String> ask(String shown, String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        request.header("Authorization", "Bearer " + shown);
        for (int at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> ask(String method, String path, String body) throws Exception {
        return ask(secret, method, path, body);
    }

    private void refuses(int status, String detail, HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(new JsonObject(response.body()).getString("detail")).contains(detail);
    }

    @Test
    void carriesOutWhatWhoHasTheSecretAsksAndWritesDownWhoDidIt() throws Exception {
        HttpResponse<String> response = ask(
                secret, "PUT", "/v1/things/%23a%2Fb+c", "{\"text\": \"tëxt\", \"flag\": true}", "Parley-Who", "kai");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(response.body()))
                .isEqualTo(new JsonObject()
                        .put("thing", "#a/b+c")
                        .put("text", "tëxt")
                        .put("count", 7)
                        .put("flag", true));
        assertThat(log).containsExactly(new AuditEvent.Act("administration (kai)", "set #a/b+c"));
    }

    @Test
    void doesNothingForWhoHasNotTheSecret() throws Exception {
        HttpResponse<String> response = ask("wrong", "PUT", "/v1/things/a", "{\"text\": \"x\"}");

        refuses(401, "The secret is missing or wrong.", response);
        assertThat(response.headers().firstValue("www-authenticate")).contains("Bearer");
        assertThat(log).containsExactly(new AuditEvent.Act("administration", "refused a wrong secret from 127.0.0.1"));
    }

    @Test
    void slowsDownGuessesAndNeverWhoHasTheSecret() throws Exception {
        for (int guess = 0; guess < 5; guess++) {
            refuses(401, "wrong", ask("guess" + guess, "GET", "/v1/things", ""));
        }
        HttpResponse<String> braked = ask("guess", "GET", "/v1/things", "");

        refuses(429, "Too many wrong secrets", braked);
        assertThat(braked.headers().firstValue("retry-after")).contains("2");
        assertThat(ask("GET", "/v1/things", "").statusCode()).isEqualTo(200);
        nowMillis.addAndGet(1_001);
        refuses(401, "wrong", ask("guess", "GET", "/v1/things", ""));
        assertThat(log).hasSize(6);
    }

    @Test
    void describesItselfToWhoeverIsHere() throws Exception {
        HttpResponse<String> response = ask("wrong", "GET", "/v1/openapi.yaml", "");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).startsWith("openapi: 3.1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON",
                "[1]",
                "\"text\"",
                "{\"text\": 5}",
                "{\"text\": \"\"}",
                "{}",
                "{\"text\": \"a\", \"other\": 1}",
                "{\"text\": \"a\\nb\"}",
                "{\"text\": \"a\", \"count\": 10}",
                "{\"text\": \"a\", \"count\": 1.5}",
                "{\"text\": \"a\", \"flag\": \"yes\"}"
            })
    void refusesBodiesThatMakeNoSense(String body) throws Exception {
        refuses(400, "", ask("PUT", "/v1/things/a", body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=-1", "limit=x", "limit=", "page=2"})
    void refusesQueriesThatMakeNoSense(String query) throws Exception {
        refuses(400, "'", ask("GET", "/v1/things?" + query, ""));
    }

    @Test
    void refusesAQueryThatIsNotEncoded() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET /v1/things?limit=%zz HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + secret
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("percent-encoded");
        }
    }

    @Test
    void refusesWhatIsTooLong() throws Exception {
        refuses(413, "65536 bytes", ask("PUT", "/v1/things/a", "x".repeat(65_537)));
        refuses(400, "longer than 400", ask("PUT", "/v1/things/a", "{\"text\": \"" + "x".repeat(401) + "\"}"));
    }

    @Test
    void saysWhatThereIsInsteadOfWhatIsNotThere() throws Exception {
        refuses(404, "/v1/openapi.yaml", ask("GET", "/v1/nothing", ""));
        refuses(404, "", ask("GET", "/v1/things/a/b", ""));
        HttpResponse<String> wrongMethod = ask("POST", "/v1/things/a", "");
        refuses(405, "PUT, DELETE", wrongMethod);
        assertThat(wrongMethod.headers().firstValue("allow")).contains("PUT, DELETE");
    }

    @Test
    void tellsWhyAServiceRefused() throws Exception {
        HttpResponse<String> missing = ask("DELETE", "/v1/things/x", "");
        refuses(404, "There is no x.", missing);
        assertThat(new JsonObject(missing.body()).getString("code")).isEqualTo("NO_SUCH_ROOM");
        refuses(503, "Away.", ask("GET", "/v1/broken", ""));
    }

    @Test
    void sendsWhatIsLongInPieces() throws Exception {
        assertThat(ask("GET", "/v1/pieces", "").body()).isEqualTo("[1,2]");
    }
}
