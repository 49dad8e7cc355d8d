package chat.parley.relay.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Does something later, on the context that it belongs to. */
@FunctionalInterface
public interface LoopTimer {
    /** After this much time, what could not be had is asked for again. */
    long RETRY_MILLIS = 500;

    /**
     * Does it once.
     *
     * @param millis 1 or more
     */
    void after(long millis, Runnable task);

    /** Succeeds after that time. */
    default Future<Void> after(long millis) {
        Promise<Void> passed = Promise.promise();
        after(millis, passed::complete);
        return passed.future();
    }
}
