package chat.parley.server.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/** What was refused: one metric for all parts, by who refused and why. */
final class Refusals {
    private Refusals() {}

    static Counter counter(MeterRegistry registry, String by, String reason) {
        return Counter.builder("parley.refused")
                .description("What was refused, by reason")
                .tag("by", by)
                .tag("reason", reason)
                .register(registry);
    }

    static void count(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }
}
