package chat.parley.server.e2e;

import chat.parley.testkit.ledger.Crowd;
import chat.parley.testkit.ledger.Findings;
import chat.parley.testkit.ledger.Ledger;
import chat.parley.testkit.process.ClusterProcess;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.process.Setup;
import chat.parley.testkit.wire.WireClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A cluster whose relays have people who talk in a room all at once, and come back whenever they lose their connection: for tests that
 * break its processes, and compare in the end what everybody saw with what history holds.
 */
final class TalkingCluster implements AutoCloseable {
    static final int RELAYS = 3;
    private static final String ROOM = "#parade";
    private static final int MESSAGES_A_SECOND = 500;
    private static final Duration COMING_BACK = Duration.ofMinutes(3);
    private static final int[] WINDOWS = {1, 4, 16};
    private static final String[] TALKERS = {"ann", "bob", "cat"};

    private final ClusterProcess cluster;
    private final Ledger ledger = new Ledger();
    private final AtomicInteger road = new AtomicInteger();
    private final Crowd crowd = new Crowd(ROOM, ledger, this::device);
    private final long beganNanos;

    /** Returns when everybody is in, and talks. */
    TalkingCluster(Consumer<Setup> setup) {
        cluster = ClusterProcess.start(RELAYS, setup);
        for (String name : TALKERS) {
            cluster.relay(1).newcomer(name).join(ROOM).close();
        }
        cluster.relay(1).newcomer("eve").join(ROOM).close();
        for (int i = 0; i < TALKERS.length; i++) {
            crowd.talker(TALKERS[i], WINDOWS[i]);
        }
        crowd.talker(TALKERS[0], 1)
                .listener("eve")
                .listener("eve")
                .pace(MESSAGES_A_SECOND)
                .start();
        crowd.awaitConnections(1);
        beganNanos = System.nanoTime();
    }

    ClusterProcess cluster() {
        return cluster;
    }

    /** Has everybody finish, and compares. */
    Findings finish() {
        long talkedMillis = (System.nanoTime() - beganNanos) / 1_000_000;
        try (WireClient host = device("eve")) {
            int connections = crowd.finish(host);
            Findings findings = ledger.compare(host.history(ROOM));
            findings.count("connections", connections);
            findings.count("echoed a second", findings.count("echoed") * 1_000 / Math.max(1, talkedMillis));
            return findings;
        }
    }

    /** A device that is in, on whichever relay lives, however often one dies meanwhile. */
    private WireClient device(String account) {
        long end = System.nanoTime() + COMING_BACK.toNanos();
        while (true) {
            ServerProcess relay = cluster.relay(Math.floorMod(road.getAndIncrement(), RELAYS) + 1);
            WireClient client = null;
            try {
                client = relay.client(account);
                client.signIn(relay.passwordOf(account)).join(ROOM);
                return client;
            } catch (UncheckedIOException | AssertionError | IllegalStateException lost) {
                if (client != null) {
                    client.close();
                }
                if (System.nanoTime() > end) {
                    throw lost;
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
