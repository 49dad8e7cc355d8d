package chat.parley.relay.session;

/** A token bucket: so many lines at once, so many a second after that. */
final class Throttle {
    private static final long MINUTE_MILLIS = 60_000;

    /** How long one line takes to be earned; 0: there is no bound. */
    private final long lineMillis;

    private final long burstMillis;
    /** The time at which the bucket is full again, as far as lines were taken. */
    private long fullAtMillis;

    /** @param linesPerSecond 0: no bound */
    Throttle(int linesPerSecond, int burstLines) {
        this.lineMillis = linesPerSecond == 0 ? 0 : Math.max(1, 1_000 / linesPerSecond);
        this.burstMillis = lineMillis * burstLines;
    }

    private Throttle(long lineMillis, long burstMillis) {
        this.lineMillis = lineMillis;
        this.burstMillis = burstMillis;
    }

    /** So many in each minute, and as many at once. */
    static Throttle perMinute(int times) {
        return times == 0 ? new Throttle(0, 0L) : new Throttle(MINUTE_MILLIS / times, MINUTE_MILLIS);
    }

    /** How long the next line has to wait: 0 when it may be taken now. */
    long waitMillis(long nowMillis) {
        if (lineMillis == 0) {
            return 0;
        }
        // A clock that was set back must not lock anybody out for longer than the bucket is deep.
        fullAtMillis = Math.min(fullAtMillis, nowMillis + burstMillis);
        return Math.max(0, fullAtMillis + lineMillis - burstMillis - nowMillis);
    }

    void take(long nowMillis) {
        if (lineMillis > 0) {
            fullAtMillis = Math.max(fullAtMillis, nowMillis) + lineMillis;
        }
    }
}
