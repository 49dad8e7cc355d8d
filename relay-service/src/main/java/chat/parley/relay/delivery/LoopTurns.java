package chat.parley.relay.delivery;

/** How something comes to its turn on a loop. */
public interface LoopTurns {
    /** Does it on the loop, behind what the services have told the loop by then. From any thread. */
    void run(Runnable task);

    /**
     * Does it on the loop, once the loop has looked what there is to read in all its sockets, and has read that. What one socket holds
     * may be more than is read of it at once; the rest is read later, and so is what was said last by many who have broken off together
     * (ADR 27). On the loop's thread.
     */
    void afterReading(Runnable task);
}
