package chat.parley.server.health;

import chat.parley.contracts.status.PartStatus;
import chat.parley.room.metrics.RoomMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what the room service does. */
public final class RoomMeters implements RoomMetrics {
    private final DistributionSummary commitEvents;
    private final Timer commitTime;
    private final Counter messages;
    private final Counter commitFailures;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong epoch = new AtomicLong();
    private final Counter frames;
    private final Counter frameEvents;
    private final Counter presenceFrames;
    private final Counter tails;
    private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);

    RoomMeters(MeterRegistry registry) {
        commitEvents = DistributionSummary.builder("parley.commit.events")
                .description("Events stored by one transaction")
                .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
                .register(registry);
        commitTime = Timer.builder("parley.commit")
                .description("Time of one transaction, until it is known to be stored")
                .serviceLevelObjectives(Buckets.millis(0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 500, 1_000))
                .register(registry);
        messages = Counter.builder("parley.messages")
                .description("Messages that people said, stored")
                .register(registry);
        commitFailures = Counter.builder("parley.commit.failures")
                .description("Transactions that failed")
                .register(registry);
        Gauge.builder("parley.commit.waiting", waiting, AtomicInteger::get)
                .description("Requests that waited when the last transaction began")
                .register(registry);
        Gauge.builder("parley.rooms.epoch", epoch, AtomicLong::get)
                .description("Which life of the store this process serves; 0 where it serves none")
                .register(registry);
        frames = Counter.builder("parley.frames")
                .description("Frames sent to relays")
                .register(registry);
        frameEvents = Counter.builder("parley.frames.events")
                .description("Events sent to relays")
                .register(registry);
        presenceFrames = Counter.builder("parley.frames.presence")
                .description("Frames about who is here, sent to relays")
                .register(registry);
        tails = Counter.builder("parley.frames.tails")
                .description("Positions told to relays that are behind")
                .register(registry);
        for (Refusal refusal : Refusal.values()) {
            refusals.put(
                    refusal, Refusals.counter(registry, "room", refusal.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** How the room service stands. */
    public PartStatus status() {
        return new PartStatus.Rooms(epoch.get(), commitEvents.count(), (long) messages.count(), waiting.get());
    }

    @Override
    public void opened(long life) {
        epoch.set(life);
    }

    @Override
    public void committed(int events, long nanos) {
        commitEvents.record(events);
        commitTime.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void said(int count) {
        messages.increment(count);
    }

    @Override
    public void commitFailed() {
        commitFailures.increment();
    }

    @Override
    public void waiting(int requests) {
        waiting.set(requests);
    }

    @Override
    public void refused(Refusal why) {
        Refusals.count(refusals.get(why));
    }

    @Override
    public void frame(int events) {
        frames.increment();
        frameEvents.increment(events);
    }

    @Override
    public void presenceFrame(int events) {
        presenceFrames.increment();
    }

    @Override
    public void tails(int conversations) {
        tails.increment(conversations);
    }
}
