package chat.parley.cli.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before connecting again: half a second at first, twice as long each time, 30 seconds at most. */
final class Backoff {

    private static final long FIRST_MILLIS = 500;
    private static final long MOST_MILLIS = 30_000;

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    void reset() {
        failures = 0;
    }

    /** The next wait, with up to a third added by chance, so that not everybody comes back at the same moment. */
    Duration next() {
        long millis = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(failures, 10));
        failures++;
        return Duration.ofMillis(millis + random.nextLong(1 + millis / 3));
    }
}
