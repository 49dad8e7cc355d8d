package chat.parley.server.health;

import chat.parley.contracts.status.NodeStatus;
import chat.parley.server.config.HealthSettings;
import chat.parley.server.report.StatusAnswers;
import chat.parley.server.start.StartException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code GET /live} (200 as long as the process turns), {@code GET /ready} (200 while clients are taken, else 503),
 * {@code GET /metrics} (Prometheus's text format) and, to this machine alone, {@code GET /status} (how all processes of the server
 * stand, in JSON; {@code ?client=NICK}: on which relays somebody is). What is below {@code /v1/} is another's to answer. Lives on the context that {@link #listen()} was called on; metrics are put
 * together on a worker thread.
 */
public final class HealthServer {
    private static final Logger LOG = LoggerFactory.getLogger(HealthServer.class);
    private static final int IDLE_SECONDS = 60;
    private static final Set<HttpMethod> ALLOWED = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Vertx vertx;
    private final HealthSettings settings;
    private final Readiness readiness;
    private final Callable<String> metrics;
    private final StatusAnswers status;
    private final Handler<HttpServerRequest> admin;
    private @Nullable HttpServer server;

    /**
     * Makes one that does not listen yet.
     *
     * @param status answers {@code /status}
     * @param metrics puts together the text of {@code /metrics}; called on a worker thread
     * @param admin answers what is below {@code /v1/}
     */
    public HealthServer(
            Vertx vertx,
            HealthSettings settings,
            Readiness readiness,
            Callable<String> metrics,
            StatusAnswers status,
            Handler<HttpServerRequest> admin) {
        this.vertx = vertx;
        this.settings = settings;
        this.readiness = readiness;
        this.metrics = metrics;
        this.status = status;
        this.admin = admin;
    }

    /**
     * Listens. A port that nobody has chosen gives way to a free one when it is in use; a chosen one does not.
     *
     * @return the port; fails with a {@link StartException} when it cannot be had
     */
    public Future<Integer> listen() {
        return listen(settings.port())
                .recover(cause -> {
                    if (settings.chosen()) {
                        return Future.failedFuture(new StartException("health.port: cannot listen on " + settings.host()
                                + ":" + settings.port() + ": " + why(cause)));
                    }
                    LOG.atWarn()
                            .addKeyValue("port", settings.port())
                            .log("health.port is in use; taking a free one instead");
                    return listen(0);
                })
                .map(HttpServer::actualPort);
    }

    private static String why(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.toLowerCase(Locale.ROOT).contains("address already in use")
                ? "the port is in use by another program"
                : message;
    }

    private Future<HttpServer> listen(int port) {
        HttpServer one = vertx.createHttpServer(
                        new HttpServerOptions().setIdleTimeout(IDLE_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS))
                .requestHandler(this::answer);
        server = one;
        return one.listen(port, settings.host());
    }

    /** Answers no more. */
    public Future<Void> close() {
        return server == null ? Future.succeededFuture() : server.close();
    }

    private void answer(HttpServerRequest request) {
        if (request.path() != null && request.path().startsWith("/v1/")) {
            admin.handle(request);
            return;
        }
        HttpServerResponse response = request.response().putHeader("Content-Type", "text/plain; charset=utf-8");
        if (!ALLOWED.contains(request.method())) {
            response.setStatusCode(405).putHeader("Allow", "GET, HEAD").end();
            return;
        }
        switch (request.path()) {
            case "/live" -> response.end("live\n");
            case "/ready" -> {
                NodeStatus.Phase phase = readiness.phase();
                response.setStatusCode(phase == NodeStatus.Phase.READY ? 200 : 503)
                        .end(phase.name().toLowerCase(Locale.ROOT) + "\n");
            }
            case "/metrics" ->
                vertx.executeBlocking(metrics)
                        .onSuccess(
                                text -> response.putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                                        .end(text))
                        .onFailure(cause -> {
                            LOG.atError().setCause(cause).log("metrics cannot be put together");
                            response.setStatusCode(500).end();
                        });
            case "/status" -> tellStatus(request, response);
            case null, default -> response.setStatusCode(404).end("there are /live, /ready, /metrics and /status\n");
        }
    }

    private void tellStatus(HttpServerRequest request, HttpServerResponse response) {
        if (!Local.is(request.remoteAddress())) {
            response.setStatusCode(403).end("/status is for this machine alone\n");
            return;
        }
        String client = request.getParam("client");
        Future<JsonObject> answer = client == null ? Future.succeededFuture(status.all()) : status.whereIs(client);
        answer.onSuccess(
                json -> response.putHeader("Content-Type", "application/json").end(json.encodePrettily() + "\n"));
    }
}
