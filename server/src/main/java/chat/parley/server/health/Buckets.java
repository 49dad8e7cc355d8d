package chat.parley.server.health;

import java.time.Duration;
import java.util.stream.DoubleStream;

/** Bounds of histograms. */
final class Buckets {
    private static final double NANOS_PER_MILLI = 1e6;

    private Buckets() {}

    static Duration[] millis(double... millis) {
        return DoubleStream.of(millis)
                .mapToObj(one -> Duration.ofNanos(Math.round(one * NANOS_PER_MILLI)))
                .toArray(Duration[]::new);
    }
}
