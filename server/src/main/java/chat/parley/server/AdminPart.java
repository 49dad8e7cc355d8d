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

/** The API by which the server is looked after: served by the process that has the accounts. */
final class AdminPart {
    private final Node node;
    private final Supplier<JsonObject> status;
    private final Supplier<Future<Reloaded>> reload;
    private volatile @Nullable String fresh;

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

    /** What answers requests; makes the secret where it is missing. */
    Future<Handler<HttpServerRequest>> prepare() {
        AdminSettings settings = node.settings().admin();
        if (!settings.enabled()) {
            return Future.succeededFuture(
                    request -> absent(request, "This is switched off here: admin.enabled is false."));
        }
        if (!node.role().hasAccounts()) {
            return Future.succeededFuture(
                    request -> absent(request, "The process that has the accounts answers this."));
        }
        return node.vertx()
                .executeBlocking(() -> AdminSecret.take(settings.secret()))
                .map(taken -> {
                    fresh = taken.fresh();
                    return Administration.of(
                            node.vertx(),
                            taken.secret(),
                            settings.remote(),
                            node.auditLog(),
                            new Overseen(node.settings().server().name(), node.clock(), status, reload))::handle;
                });
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
