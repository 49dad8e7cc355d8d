package chat.parley.relay.delivery;

/** Does something later, on the loop. */
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
}
