package chat.parley.auth.password;

import chat.parley.contracts.failure.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads on which keys are derived: as many as there are cores, so that a rush of sign-ins slows nothing down but itself.
 *
 * <p>Who signs in waits in a queue with a bound, beyond which it is {@code Unavailable(certain)}. What is done in the background has
 * a queue of its own, is asked for one at a time by its owner, and runs only while nobody waits to sign in. Call from one context.
 */
public final class DerivationPool {
    private static final String POOL_NAME = "parley-derivation";
    private static final long MAX_RUN_SECONDS = 60;

    private final WorkerExecutor executor;
    private final int threads;
    private final int maxWaiting;
    private final LongConsumer tookNanos;
    private final ArrayDeque<Job<?>> waiting = new ArrayDeque<>();
    private final ArrayDeque<Job<?>> background = new ArrayDeque<>();
    private int running;
    private @Nullable Promise<Void> idle;

    /** @param stillWanted asked when its turn comes: a failure to answer with, or null to go on */
    private record Job<T>(Callable<T> work, Supplier<@Nullable ServiceException> stillWanted, Promise<T> promise) {}

    /**
     * Makes the threads.
     *
     * @param maxWaiting how many may wait to sign in
     * @param tookNanos told of each derivation how long it took
     */
    public DerivationPool(Vertx vertx, int threads, int maxWaiting, LongConsumer tookNanos) {
        this.executor = vertx.createSharedWorkerExecutor(POOL_NAME, threads, MAX_RUN_SECONDS, TimeUnit.SECONDS);
        this.threads = threads;
        this.maxWaiting = maxWaiting;
        this.tookNanos = tookNanos;
    }

    /**
     * Does a piece of work as soon as a thread is free.
     *
     * @param work called on a thread of the pool
     * @param stillWanted called on the context of the caller when the turn comes: a failure to answer with, or null to go on
     */
    public <T> Future<T> derive(Callable<T> work, Supplier<@Nullable ServiceException> stillWanted) {
        if (running == threads && waiting.size() >= maxWaiting) {
            return Future.failedFuture(ServiceException.unavailable(true, "Too many sign-ins at once; try again."));
        }
        return enqueue(waiting, new Job<>(work, stillWanted, Promise.promise()));
    }

    /** For what can wait until nobody else does. */
    public <T> Future<T> deriveInBackground(Callable<T> work) {
        return enqueue(background, new Job<>(work, () -> null, Promise.promise()));
    }

    public int waiting() {
        return waiting.size();
    }

    public int threads() {
        return threads;
    }

    /** What waits, or comes later, is refused; what runs is finished first. */
    public Future<Void> close() {
        Promise<Void> finished = Promise.promise();
        idle = finished;
        waiting.forEach(DerivationPool::refuse);
        background.forEach(DerivationPool::refuse);
        waiting.clear();
        background.clear();
        if (running == 0) {
            finished.complete();
        }
        return finished.future().eventually(executor::close);
    }

    private static void refuse(Job<?> job) {
        job.promise().tryFail(ServiceException.unavailable(true, "The server is stopping."));
    }

    private <T> Future<T> enqueue(ArrayDeque<Job<?>> queue, Job<T> job) {
        if (idle != null) {
            refuse(job);
            return job.promise().future();
        }
        queue.add(job);
        startNext();
        return job.promise().future();
    }

    private void startNext() {
        while (running < threads) {
            Job<?> job = waiting.isEmpty() ? background.poll() : waiting.poll();
            if (job == null) {
                return;
            }
            start(job);
        }
    }

    private <T> void start(Job<T> job) {
        ServiceException refusal = job.stillWanted().get();
        if (refusal != null) {
            job.promise().fail(refusal);
            return;
        }
        running++;
        long began = System.nanoTime();
        executor.executeBlocking(job.work(), false).onComplete(result -> {
            running--;
            tookNanos.accept(System.nanoTime() - began);
            job.promise().handle(result);
            startNext();
            if (running == 0 && idle != null) {
                idle.tryComplete();
            }
        });
    }
}
