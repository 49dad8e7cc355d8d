package chat.parley.server;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started, to be closed in the opposite order. A closer that fails, or takes too long, is logged, and the next has
 * its turn. Not thread-safe: used by whoever starts and stops the server, one after the other.
 */
final class Closers {
    private static final Logger LOG = LoggerFactory.getLogger(Closers.class);

    private final Deque<Closer> started = new ArrayDeque<>();

    private record Closer(String name, long timeoutMillis, Supplier<Future<?>> close) {}

    /**
     * Adds what was started last, to be closed first.
     *
     * @param name for the log
     * @param timeoutMillis how long it may take before it is left behind
     */
    void add(String name, long timeoutMillis, Supplier<Future<?>> close) {
        started.push(new Closer(name, timeoutMillis, close));
    }

    /** Closes everything, one after the other. Always succeeds; a second call finds nothing left to do. */
    Future<Void> closeAll() {
        Closer next = started.poll();
        if (next == null) {
            return Future.succeededFuture();
        }
        long startedNanos = System.nanoTime();
        return close(next)
                .onFailure(cause -> LOG.atWarn()
                        .addKeyValue("part", next.name())
                        .addKeyValue("cause", cause.toString())
                        .log("did not close in order"))
                .onSuccess(closed -> LOG.atDebug()
                        .addKeyValue("part", next.name())
                        .addKeyValue("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos))
                        .log("closed"))
                .otherwiseEmpty()
                .compose(closed -> closeAll());
    }

    private static Future<Object> close(Closer closer) {
        try {
            return closer.close()
                    .get()
                    .timeout(closer.timeoutMillis(), TimeUnit.MILLISECONDS)
                    .map(Object.class::cast);
        } catch (RuntimeException failed) {
            return Future.failedFuture(failed);
        }
    }
}
