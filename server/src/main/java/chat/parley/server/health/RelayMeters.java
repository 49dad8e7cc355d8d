package chat.parley.server.health;

import chat.parley.relay.metrics.RelayMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts what the relay does. */
public final class RelayMeters implements RelayMetrics {
    private final MeterRegistry registry;
    private final LongAdder plainOpen = new LongAdder();
    private final LongAdder secureOpen = new LongAdder();
    private final List<SendQueues> loops = new CopyOnWriteArrayList<>();
    private final LongAdder sessions = new LongAdder();
    private final Counter plainOpened;
    private final Counter secureOpened;
    private final Counter lines;
    private final Counter deliveries;
    private final Counter deliveredBytes;
    private final DistributionSummary batchEvents;
    private final DistributionSummary batchReaders;
    private final Counter gaps;
    private final Counter unsettled;
    private final Counter follows;
    private final Counter subscriptions;
    /** 1 where the services are in this process, too. */
    private final AtomicInteger inContact = new AtomicInteger(1);

    private final Timer turns;
    private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);

    RelayMeters(MeterRegistry registry) {
        this.registry = registry;
        plainOpened = opened(registry, "no", plainOpen);
        secureOpened = opened(registry, "yes", secureOpen);
        Gauge.builder("parley.sessions", sessions, LongAdder::sum)
                .description("Connections that got in: devices of people")
                .register(registry);
        Gauge.builder(
                        "parley.sendqueue",
                        loops,
                        all -> all.stream().mapToLong(SendQueues::bytes).sum())
                .description("What waits in all sessions for readers who do not take it as fast as it comes")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder(
                        "parley.sendqueue.largest",
                        loops,
                        all -> all.stream()
                                .mapToLong(SendQueues::largestBytes)
                                .max()
                                .orElse(0))
                .description("What waits in the session in which most does")
                .baseUnit("bytes")
                .register(registry);
        lines = counter(registry, "parley.lines.received", "Lines that clients sent");
        deliveries = counter(registry, "parley.deliveries", "Events handed to readers: each event once a reader");
        deliveredBytes = counter(registry, "parley.delivered.bytes", "Bytes handed to readers");
        batchEvents = DistributionSummary.builder("parley.fanout.events")
                .description("Events of one conversation handed over together")
                .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
                .register(registry);
        batchReaders = DistributionSummary.builder("parley.fanout.readers")
                .description("Readers of one batch on one event loop")
                .serviceLevelObjectives(1, 10, 100, 1_000, 10_000)
                .register(registry);
        gaps = counter(registry, "parley.gaps", "Times that events were missing and were asked for");
        unsettled = counter(registry, "parley.unsettled", "Answers given without the events that they tell of");
        follows = counter(registry, "parley.presence.follows", "Times that the relay followed presence anew");
        subscriptions = counter(
                registry, "parley.room.resubscriptions", "Times that the relay subscribed to all its rooms anew");
        Gauge.builder("parley.in.contact", inContact, AtomicInteger::get)
                .description("1 while the relay reaches the services that every message needs, else 0")
                .register(registry);
        turns = Timer.builder("parley.fanout")
                .description("Time of one event loop turn that handed events over")
                .serviceLevelObjectives(Buckets.millis(0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 500))
                .register(registry);
        for (Refusal refusal : Refusal.values()) {
            refusals.put(
                    refusal, Refusals.counter(registry, "relay", refusal.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** Connections that are in. */
    public long sessions() {
        return sessions.sum();
    }

    private static Counter opened(MeterRegistry registry, String tls, LongAdder open) {
        Gauge.builder("parley.connections", open, LongAdder::sum)
                .description("Open connections")
                .tag("tls", tls)
                .register(registry);
        return Counter.builder("parley.connections.opened")
                .description("Connections accepted since the start")
                .tag("tls", tls)
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    @Override
    public void connectionOpened(boolean secure) {
        (secure ? secureOpen : plainOpen).increment();
        (secure ? secureOpened : plainOpened).increment();
    }

    @Override
    public void connectionClosed(boolean secure) {
        (secure ? secureOpen : plainOpen).decrement();
    }

    @Override
    public void sessionEntered() {
        sessions.increment();
    }

    @Override
    public void sessionLeft() {
        sessions.decrement();
    }

    @Override
    public void refused(Refusal why) {
        Refusals.count(refusals.get(why));
    }

    @Override
    public void received(int count) {
        lines.increment(count);
    }

    @Override
    public void delivered(int events, int readers, long bytes) {
        batchEvents.record(events);
        batchReaders.record(readers);
        deliveries.increment((double) events * readers);
        deliveredBytes.increment((double) bytes);
    }

    @Override
    public void gap() {
        gaps.increment();
    }

    @Override
    public void unsettled() {
        unsettled.increment();
    }

    @Override
    public void followedAnew() {
        follows.increment();
    }

    @Override
    public void subscribedAnew() {
        subscriptions.increment();
    }

    @Override
    public void inContact(boolean now) {
        inContact.set(now ? 1 : 0);
    }

    @Override
    public void sendMemory(LongSupplier inUseBytes, long mostBytes) {
        Gauge.builder("parley.send.memory", inUseBytes, LongSupplier::getAsLong)
                .description("Memory of what waits for slow readers, and of the buffers that all are written from")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
        Gauge.builder("parley.send.memory.max", () -> mostBytes)
                .description("Above this, those furthest behind are disconnected")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void loopBegins(SendQueues queues) {
        loops.add(queues);
    }

    @Override
    public void turn(long nanos) {
        turns.record(nanos, TimeUnit.NANOSECONDS);
    }
}
