package chat.parley.server.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;

/** How late the event loops are: how long something that is due waits until its loop has time for it. */
public final class LoopLag {
    private static final long EVERY_MILLIS = 250;

    private final Timer lag;

    LoopLag(MeterRegistry registry) {
        lag = Timer.builder("parley.eventloop.lag")
                .description("How late what is due on an event loop is")
                .serviceLevelObjectives(Buckets.millis(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000))
                .register(registry);
    }

    /** Watches the event loop that it is deployed on: deploy as many as there are loops. */
    public VerticleBase probe() {
        return new Probe();
    }

    private final class Probe extends VerticleBase {
        private long timer;

        @Override
        public Future<?> start() {
            await(System.nanoTime());
            return Future.succeededFuture();
        }

        private void await(long sinceNanos) {
            timer = vertx.setTimer(EVERY_MILLIS, due -> {
                long now = System.nanoTime();
                lag.record(
                        Math.max(0, now - sinceNanos - TimeUnit.MILLISECONDS.toNanos(EVERY_MILLIS)),
                        TimeUnit.NANOSECONDS);
                await(now);
            });
        }

        @Override
        public Future<?> stop() {
            vertx.cancelTimer(timer);
            return Future.succeededFuture();
        }
    }
}
