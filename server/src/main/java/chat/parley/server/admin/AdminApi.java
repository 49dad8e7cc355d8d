package chat.parley.server.admin;

import chat.parley.auth.policy.FailureBrake;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.audit.AuditLog;
import chat.parley.contracts.bus.BusServices;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.server.health.Local;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API by which a server is looked after, over HTTP: {@code /v1/…}, described by {@code /v1/openapi.yaml}. It owns nothing: each
 * operation asks the service that does, and what it did is written to the server's log.
 *
 * <p>Whoever asks shows the secret, from this machine unless the configuration says otherwise. A wrong one is slowed down; the right one
 * never is, so that nobody can keep others out. Lives on the context of the HTTP server.
 */
public final class AdminApi {
    private static final Logger LOG = LoggerFactory.getLogger(AdminApi.class);
    static final String PREFIX = "/v1/";
    private static final String DESCRIPTION = PREFIX + "openapi.yaml";
    private static final int MAX_BODY_BYTES = 65_536;
    private static final long MAX_THROWN_AWAY_BYTES = 1L << 20;
    private static final int MAX_WHO = 32;
    private static final int FREE_GUESSES = 5;
    private static final long GUESS_WINDOW_MILLIS = 15 * 60_000L;
    private static final long FIRST_WAIT_MILLIS = 1_000;
    private static final long MAX_WAIT_MILLIS = 60_000;
    private static final int MAX_GUESSERS = 1_000;

    private final Vertx vertx;
    private final AdminSecret secret;
    private final boolean remote;
    private final List<Operation> operations;
    private final AuditLog log;
    private final LongSupplier nowMillis;
    private final FailureBrake guesses =
            new FailureBrake(FREE_GUESSES, GUESS_WINDOW_MILLIS, FIRST_WAIT_MILLIS, MAX_WAIT_MILLIS, MAX_GUESSERS);

    /**
     * Serves nothing before it is handed requests.
     *
     * @param remote whether those of other machines may ask
     * @param operations all of them
     * @param nowMillis a clock that is never set back
     */
    AdminApi(
            Vertx vertx,
            AdminSecret secret,
            boolean remote,
            List<Operation> operations,
            AuditLog log,
            LongSupplier nowMillis) {
        this.vertx = vertx;
        this.secret = secret;
        this.remote = remote;
        this.operations = List.copyOf(operations);
        this.log = log;
        this.nowMillis = nowMillis;
    }

    /** Answers one request. */
    public void handle(HttpServerRequest request) {
        Future<Answer> answer;
        try {
            answer = admit(request);
        } catch (RuntimeException refused) {
            answer = Future.failedFuture(refused);
        }
        answer.compose(done -> send(request.response(), done)).onFailure(cause -> refuse(request, cause));
    }

    // ---- who may ----

    private Future<Answer> admit(HttpServerRequest request) {
        if (!remote && !Local.is(request.remoteAddress())) {
            throw new Refusal(Refusal.FORBIDDEN, "NOT_FROM_HERE", "This is for the server's own machine alone.");
        }
        if (request.path().equals(DESCRIPTION)) {
            return Future.succeededFuture(new Answer.Text("application/yaml", Description.text()));
        }
        checkSecret(request);
        Operation operation = find(request);
        Map<String, String> path = operation.match(Operation.segments(request.path()));
        MultiMap query = query(request);
        for (String name : query.names()) {
            if (!operation.query().contains(name)) {
                throw Refusal.badRequest("There is no '" + name + "' in the query of this.");
            }
        }
        String who = who(request);
        return body(request, operation.body())
                .compose(body -> operation
                        .handler()
                        .handle(new Call(
                                path == null ? Map.of() : path, query, body, new BusServices(vertx), log, who)));
    }

    private void checkSecret(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        String shown = header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).strip()
                : "";
        if (secret.is(shown)) {
            return;
        }
        String address = request.remoteAddress().hostAddress();
        long wait = guesses.waitMillis(address, nowMillis.getAsLong());
        if (wait > 0) {
            long seconds = TimeUnit.MILLISECONDS.toSeconds(wait) + 1;
            request.response().putHeader("Retry-After", Long.toString(seconds));
            throw new Refusal(
                    Refusal.TOO_MANY_REQUESTS,
                    "TOO_MANY_ATTEMPTS",
                    "Too many wrong secrets; try again in " + seconds + " s.");
        }
        guesses.failed(address, nowMillis.getAsLong());
        log.record(new AuditEvent.Act("administration", "refused a wrong secret from " + address));
        request.response().putHeader("WWW-Authenticate", "Bearer");
        throw new Refusal(Refusal.UNAUTHORIZED, "WRONG_SECRET", "The secret is missing or wrong.");
    }

    /** The secret has no name; who uses it may give one, for the log. */
    private static String who(HttpServerRequest request) {
        String given = request.getHeader("Parley-Who");
        if (given == null || given.isBlank()) {
            return "administration";
        }
        String name = given.strip().replaceAll("[^\\x21-\\x7E]", "?");
        return "administration (" + name.substring(0, Math.min(name.length(), MAX_WHO)) + ")";
    }

    // ---- what is asked ----

    private Operation find(HttpServerRequest request) {
        List<String> segments = Operation.segments(request.path());
        Set<String> others = new LinkedHashSet<>();
        for (Operation operation : operations) {
            if (operation.match(segments) != null) {
                if (operation.method().equals(request.method().name())) {
                    return operation;
                }
                others.add(operation.method());
            }
        }
        if (others.isEmpty()) {
            throw new Refusal(
                    Refusal.NOT_FOUND,
                    "NO_SUCH_PATH",
                    "There is nothing here; " + DESCRIPTION + " tells what there is.");
        }
        request.response().putHeader("Allow", String.join(", ", others));
        throw new Refusal(
                Refusal.METHOD_NOT_ALLOWED, "NO_SUCH_METHOD", "This takes " + String.join(", ", others) + ".");
    }

    private static MultiMap query(HttpServerRequest request) {
        try {
            return request.params();
        } catch (IllegalArgumentException wrong) {
            throw Refusal.badRequest("The query is not percent-encoded as it has to be.");
        }
    }

    private static Future<JsonObject> body(HttpServerRequest request, Set<String> allowed) {
        return bytes(request).map(bytes -> {
            JsonObject body;
            try {
                body = bytes.length() == 0 ? new JsonObject() : new JsonObject(bytes);
            } catch (DecodeException | ClassCastException wrong) {
                throw Refusal.badRequest("The body is not a JSON object.");
            }
            for (String name : body.fieldNames()) {
                if (!allowed.contains(name)) {
                    throw Refusal.badRequest("There is no '" + name + "' in the body of this.");
                }
            }
            return body;
        });
    }

    /** What is too long is read and thrown away, so that its sender hears of it; at some length the connection is closed. */
    private static Future<Buffer> bytes(HttpServerRequest request) {
        Promise<Buffer> whole = Promise.promise();
        Buffer read = Buffer.buffer();
        AtomicLong thrownAway = new AtomicLong();
        request.handler(chunk -> {
            if (thrownAway.get() == 0 && read.length() + chunk.length() <= MAX_BODY_BYTES) {
                read.appendBuffer(chunk);
            } else if (thrownAway.addAndGet(chunk.length()) > MAX_THROWN_AWAY_BYTES) {
                request.connection().close();
            }
        });
        request.exceptionHandler(whole::tryFail);
        request.endHandler(_end -> {
            if (thrownAway.get() == 0) {
                whole.tryComplete(read);
            } else {
                whole.tryFail(new Refusal(
                        Refusal.TOO_LARGE, "TOO_LARGE", "A body has " + MAX_BODY_BYTES + " bytes at most."));
            }
        });
        return whole.future();
    }

    // ---- what is answered ----

    private static Future<Void> send(HttpServerResponse response, Answer answer) {
        response.putHeader("Cache-Control", "no-store");
        return switch (answer) {
            case Answer.Json one ->
                response.putHeader("Content-Type", "application/json")
                        .end(one.json().encodePrettily() + "\n");
            case Answer.Text text ->
                response.putHeader("Content-Type", text.contentType() + "; charset=utf-8")
                        .end(text.text());
            case Answer.Pieces pieces ->
                more(response.putHeader("Content-Type", "application/json").setChunked(true), pieces);
        };
    }

    private static Future<Void> more(HttpServerResponse response, Answer.Pieces pieces) {
        return pieces.next()
                .get()
                .compose(piece -> piece.isEmpty()
                        ? response.end()
                        : response.write(piece.get()).compose(_written -> more(response, pieces)));
    }

    private static void refuse(HttpServerRequest request, Throwable cause) {
        if (cause instanceof HttpClosedException) {
            LOG.atDebug().addKeyValue("path", request.path()).log("an administrator's client has gone");
            return;
        }
        HttpServerResponse response = request.response();
        Refusal refusal = refusal(cause);
        if (refusal.status() == Refusal.INTERNAL) {
            LOG.atError().addKeyValue("path", request.path()).setCause(cause).log("an administrator's call failed");
        }
        if (response.headWritten() || response.ended()) {
            request.connection().close();
            return;
        }
        response.setStatusCode(refusal.status())
                .putHeader("Content-Type", "application/problem+json")
                .end(refusal.json().encode() + "\n");
    }

    private static Refusal refusal(@Nullable Throwable cause) {
        if (cause instanceof Refusal refused) {
            return refused;
        }
        return Refusal.of(ServiceException.failureOf(
                cause == null ? new IllegalStateException("failed without a cause") : cause));
    }
}
