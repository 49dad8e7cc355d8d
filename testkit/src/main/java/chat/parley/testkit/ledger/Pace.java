package chat.parley.testkit.ledger;

/**
 * How much a crowd says together. Whoever can speak takes the next turn, so that those who are kept waiting do not slow the others
 * down; what nobody could say is not caught up, but for some of it. From any thread.
 */
final class Pace {
    private static final int CATCHING_UP = 20;

    private final long intervalNanos;
    private long dueNanos = System.nanoTime();

    /** @param intervalNanos between one thing that is said and the next; 0 for as fast as it goes */
    Pace(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    /**
     * Takes the next turn, if it is time.
     *
     * @return 0 if it was taken, else how many nanoseconds too early it is
     */
    synchronized long take() {
        long now = System.nanoTime();
        if (intervalNanos > 0 && dueNanos - now > 0) {
            return dueNanos - now;
        }
        dueNanos = Math.max(dueNanos, now - CATCHING_UP * intervalNanos) + intervalNanos;
        return 0;
    }
}
