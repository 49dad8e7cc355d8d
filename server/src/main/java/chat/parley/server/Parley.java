package chat.parley.server;

import chat.parley.server.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.TimeUnit;

/** A running server: every part of it in this process. */
public final class Parley {
    private static final long BLOCKED_LOOP_WARNING_MILLIS = 500;
    private static final long VERTX_CLOSE_MILLIS = 1_000;

    private final Closers closers;

    private Parley(Closers closers) {
        this.closers = closers;
    }

    /**
     * Starts everything. What was started is closed again when a part fails.
     *
     * @return fails with what went wrong, which {@link StartFailure} puts into words
     */
    public static Future<Parley> start(Settings settings) {
        Vertx vertx = Vertx.vertx(options(settings));
        Closers closers = new Closers();
        closers.add("event loops", VERTX_CLOSE_MILLIS, vertx::close);
        return Future.succeededFuture(new Parley(closers));
    }

    /** Stops everything within 5 s: clients are told, what was accepted is committed. Never fails. */
    public Future<Void> stop() {
        return closers.closeAll();
    }

    private static VertxOptions options(Settings settings) {
        int loops = Math.max(eventLoops(settings), Runtime.getRuntime().availableProcessors());
        return new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(loops)
                .setMaxEventLoopExecuteTime(BLOCKED_LOOP_WARNING_MILLIS)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS);
    }

    private static int eventLoops(Settings settings) {
        int wanted = settings.relay().eventLoops();
        return wanted == 0 ? Runtime.getRuntime().availableProcessors() : wanted;
    }
}
