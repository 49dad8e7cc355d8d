package chat.parley.server;

import chat.parley.server.admin.AdminSecret;
import chat.parley.server.admin.Administration;
import chat.parley.server.admin.Overseen;
import chat.parley.server.admin.Reloaded;
import chat.parley.server.config.AdminSettings;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The API by which the server is looked after: served by the process that has the accounts, and by others that were given its secret. */
final class AdminPart {
    private final Node node;
    private final Supplier<JsonObject> status;
    private final Supplier<Future<Reloaded>> reload;
    private volatile @Nullable String fresh;
    /** Of a process that does not make the secret: the API, once the secret was found. */
    private volatile @Nullable Handler<HttpServerRequest> given;

    /**
     * Serves nothing yet.
     *
     * @param status how all processes stand
     * @param reload has all processes look at their configurations
     */
    AdminPart(Node node, Supplier<JsonObject> status, Supplier<Future<Reloaded>> reload) {
        this.node = node;
        this.status = status;
        this.reload = reload;
    }

    /** What answers requests; makes the secret where the accounts are and it is missing. */
    Future<Handler<HttpServerRequest>> prepare() {
        AdminSettings settings = node.settings().admin();
        if (!settings.enabled()) {
            return Future.succeededFuture(
                    request -> absent(request, "This is switched off here: admin.enabled is false."));
        }
        if (!node.role().hasAccounts()) {
            return Future.succeededFuture(request -> elsewhere(request, settings));
        }
        return node.vertx()
                .executeBlocking(() -> AdminSecret.take(settings.secret()))
                .map(taken -> {
                    fresh = taken.fresh();
                    return served(taken.secret(), settings);
                });
    }

    /** Where the secret is not made, it may be put at any time: the process that makes it may begin later. */
    private void elsewhere(HttpServerRequest request, AdminSettings settings) {
        Handler<HttpServerRequest> api = given;
        if (api != null) {
            api.handle(request);
            return;
        }
        request.pause();
        node.vertx().executeBlocking(() -> AdminSecret.find(settings.secret())).onComplete(looked -> {
            if (looked.failed()) {
                absent(request, String.valueOf(looked.cause().getMessage()));
            } else if (looked.result().isEmpty()) {
                absent(
                        request,
                        "The process that has the accounts answers this;"
                                + " here it does where the file of admin.secret is that one's.");
            } else {
                Handler<HttpServerRequest> served = served(looked.result().get(), settings);
                given = served;
                served.handle(request);
            }
            request.resume();
        });
    }

    private Handler<HttpServerRequest> served(AdminSecret secret, AdminSettings settings) {
        return Administration.of(
                node.vertx(),
                secret,
                settings.remote(),
                node.auditLog(),
                new Overseen(node.settings().server().name(), node.clock(), status, reload))::handle;
    }

    private static void absent(HttpServerRequest request, String why) {
        request.response()
                .setStatusCode(404)
                .putHeader("Content-Type", "application/problem+json")
                .end(new JsonObject()
                                .put("status", 404)
                                .put("code", "NOT_HERE")
                                .put("detail", why)
                                .encode()
                        + "\n");
    }

    /** The secret, when it was made just now; else null. */
    @Nullable
    String fresh() {
        return fresh;
    }
}
