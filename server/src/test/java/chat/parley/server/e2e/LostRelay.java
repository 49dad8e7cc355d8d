package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.testkit.process.ClusterProcess;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.Message;
import chat.parley.testkit.wire.WireClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** Three relays full of people who talk, one of which is killed. */
final class LostRelay implements AutoCloseable {
    private static final String ROOM = "#plaza";
    static final int RELAYS = 3;
    private static final int LOST = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ClusterProcess cluster;
    private final List<Wanderer> people = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    /** @param cluster of three relays, with time enough to come back; the third is not started again */
    LostRelay(ClusterProcess cluster) {
        this.cluster = cluster;
    }

    /** What became of it. */
    record Result(int moved, long slowestMillis, int said, int seen) {}

    /**
     * Fills the room, kills a relay in mid-talk, and holds what everybody saw against history.
     *
     * @param crowd how many people, a third of them on the relay that is lost
     * @param talkers how many of them talk without end
     * @param pause that they make between two messages
     */
    Result run(int crowd, int talkers, Duration pause) {
        for (int i = 0; i < crowd; i++) {
            String name = "p" + i;
            int home = i % RELAYS + 1;
            cluster.relay(home).newcomer(name).join(ROOM).close();
            people.add(new Wanderer(name, ROOM, pause, new Road(name, home)::next));
        }
        people.forEach(this::start);
        await("not everybody came", () -> people.stream().allMatch(one -> one.arrivals() == 1));
        try (WireClient host = cluster.relay(1).newcomer("host").join(ROOM)) {
            host.say(ROOM, "begin");
            await(
                    "not everybody saw the beginning",
                    () -> people.stream().noneMatch(one -> one.seen().isEmpty()));
            people.forEach(Wanderer::forgetComings);
            people.subList(0, talkers).forEach(one -> one.talk(true));
            for (int i = 0; i < talkers; i++) {
                host.say(ROOM, "go on " + i);
            }
            List<Wanderer> movers =
                    people.stream().filter(one -> home(one) == LOST).toList();
            long killedNanos = System.nanoTime();
            cluster.relay(LOST).kill();
            await("not everybody came back", () -> movers.stream().allMatch(one -> one.arrivals() >= 2));
            people.forEach(one -> one.talk(false));
            host.say(ROOM, "hush");
            await("not everything was answered", () -> people.stream().allMatch(Wanderer::isQuiet));
            host.say(ROOM, Wanderer.LAST_WORD);
            await("not everybody heard the last word", () -> threads.stream().noneMatch(Thread::isAlive));
            return compare(host.history(ROOM), movers, killedNanos);
        }
    }

    private int home(Wanderer one) {
        return people.indexOf(one) % RELAYS + 1;
    }

    private Result compare(List<Message> history, List<Wanderer> movers, long killedNanos) {
        for (Wanderer one : people) {
            List<Message> seen = one.seen();
            int from = history.indexOf(seen.getFirst());
            assertThat(seen)
                    .as("what %s saw, who was on relay %d", one.name(), home(one))
                    .isEqualTo(history.subList(from, history.size()));
            assertThat(one.comings())
                    .as("who was shown to %s as coming or going", one.name())
                    .isEmpty();
        }
        long slowest = movers.stream()
                .mapToLong(one -> one.lastArrivalNanos() - killedNanos)
                .max()
                .orElse(0);
        return new Result(
                movers.size(),
                slowest / 1_000_000,
                history.size(),
                people.stream().mapToInt(one -> one.seen().size()).sum());
    }

    private void start(Wanderer one) {
        threads.add(Thread.ofVirtual().start(() -> {
            try {
                one.run();
            } catch (Throwable failed) {
                failures.add(failed);
            }
        }));
    }

    private void await(String otherwise, BooleanSupplier condition) {
        Awaitility.await(otherwise)
                .pollInterval(Duration.ofMillis(20))
                .atMost(PATIENCE)
                .until(() -> {
                    if (failures.peek() != null) {
                        throw new AssertionError("Somebody failed", failures.peek());
                    }
                    return condition.getAsBoolean();
                });
    }

    /** Where somebody connects: at home first, then on from relay to relay. */
    private final class Road {
        private final String name;
        private int at;

        Road(String name, int home) {
            this.name = name;
            this.at = home - 1;
        }

        WireClient next() {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!over) {
                ServerProcess relay = cluster.relay(at % RELAYS + 1);
                at++;
                WireClient client = null;
                try {
                    client = relay.client(name);
                    client.signIn(relay.passwordOf(name)).join(ROOM);
                    return client;
                } catch (UncheckedIOException | AssertionError | IllegalStateException lost) {
                    if (client != null) {
                        client.close();
                    }
                    if (System.nanoTime() > end) {
                        throw lost;
                    }
                }
            }
            throw new IllegalStateException("Nobody is waited for any more");
        }
    }

    @Override
    public void close() {
        over = true;
        threads.forEach(Thread::interrupt);
    }
}
