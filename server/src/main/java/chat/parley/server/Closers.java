package chat.parley.server;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started, to be closed in the opposite order. A closer that fails, or takes too long, is logged, and the next has
 * its turn. Used by whoever starts and stops the server, one after the other.
 */
final class Closers {
    private static final Logger LOG = LoggerFactory.getLogger(Closers.class);

    // guarded by this
    private final Deque<Closer> started = new ArrayDeque<>();
    private boolean closing;

    private record Closer(String name, long timeoutMillis, Supplier<Future<?>> close) {}

    /**
     * Adds what was started last, to be closed first.
     *
     * @param name for the log
     * @param timeoutMillis how long it may take before it is left behind
     */
    synchronized void add(String name, long timeoutMillis, Supplier<Future<?>> close) {
        started.push(new Closer(name, timeoutMillis, close));
    }

    /** Whether closing has begun: nothing more is to be started. */
    synchronized boolean isClosing() {
        return closing;
    }

    /**
     * Closes everything, one after the other. Never fails; a second call finds nothing left to do. No Vert.x Future carries it on
     * from one to the next, since the event loops are among what is closed.
     */
    CompletableFuture<Void> closeAll() {
        Closer next;
        synchronized (this) {
            closing = true;
            next = started.poll();
        }
        if (next == null) {
            return CompletableFuture.completedFuture(null);
        }
        long startedNanos = System.nanoTime();
        return close(next)
                .handle((closed, failure) -> {
                    log(next, startedNanos, failure);
                    return null;
                })
                .thenCompose(logged -> closeAll());
    }

    private static CompletableFuture<?> close(Closer closer) {
        try {
            return closer.close()
                    .get()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(closer.timeoutMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    private static void log(Closer closer, long startedNanos, @Nullable Throwable failure) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
        (failure == null ? LOG.atDebug() : LOG.atWarn().addKeyValue("cause", failure.toString()))
                .addKeyValue("part", closer.name())
                .addKeyValue("millis", millis)
                .log(failure == null ? "closed" : "did not close in order");
    }
}
