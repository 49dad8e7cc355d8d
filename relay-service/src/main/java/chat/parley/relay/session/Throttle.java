package chat.parley.relay.session;

/** A token bucket: so many lines at once, so many a second after that. */
final class Throttle {
    private final int linesPerSecond;
    private final long burstMillis;
    /** The time at which the bucket is full again, as far as lines were taken. */
    private long fullAtMillis;

    /** @param linesPerSecond 0: no bound */
    Throttle(int linesPerSecond, int burstLines) {
        this.linesPerSecond = linesPerSecond;
        this.burstMillis = linesPerSecond == 0 ? 0 : 1_000L * burstLines / linesPerSecond;
    }

    /** How long the next line has to wait: 0 when it may be taken now. */
    long waitMillis(long nowMillis) {
        if (linesPerSecond == 0) {
            return 0;
        }
        // A clock that was set back must not lock anybody out for longer than the bucket is deep.
        fullAtMillis = Math.min(fullAtMillis, nowMillis + burstMillis + 1_000 / linesPerSecond);
        return Math.max(0, fullAtMillis - nowMillis - burstMillis);
    }

    void take(long nowMillis) {
        if (linesPerSecond > 0) {
            fullAtMillis = Math.max(fullAtMillis, nowMillis) + Math.max(1, 1_000 / linesPerSecond);
        }
    }
}
