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

    /** For short runs: a process that starts has most of the machine, and what is in doubt at a blow is still much. */
    static final int SOME_MESSAGES_A_SECOND = 250;

    /** While all is up; with what an outage keeps them from it comes to some 500. */
    static final int MANY_MESSAGES_A_SECOND = 600;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final Duration COMING_BACK = Duration.ofMinutes(3);
    private static final String[] TALKERS = {"ann", "bob", "cat", "dan"};

    /** How many messages a device of each talker has on their way at once: what waits for an answer leaves its turn to others. */
    private static final int[] WINDOWS = {1, 8, 64};

    private static final int LISTENERS = 2;

    /** Devices that are there, and come back. */
    static final int DEVICES = TALKERS.length * WINDOWS.length + LISTENERS;

    private final ClusterProcess cluster;
    private final Ledger ledger = new Ledger();
    private final AtomicInteger road = new AtomicInteger();
    private final Crowd crowd = new Crowd(ROOM, ledger, this::device);
    private final long beganNanos;

    /** Returns when everybody is in, and talks: so many messages a second, all together. */
    TalkingCluster(int messagesASecond, Consumer<Setup> setup) {
        cluster = ClusterProcess.start(RELAYS, setup);
        for (String name : TALKERS) {
            cluster.relay(1).newcomer(name).join(ROOM).close();
        }
        cluster.relay(1).newcomer("eve").join(ROOM).close();
        for (int window : WINDOWS) {
            for (String name : TALKERS) {
                crowd.talker(name, window);
            }
        }
        for (int i = 0; i < LISTENERS; i++) {
            crowd.listener("eve");
        }
        crowd.pace(messagesASecond).start();
        crowd.awaitConnections(1);
        beganNanos = System.nanoTime();
    }

    ClusterProcess cluster() {
        return cluster;
    }

    /** How much of what was said stands, as far as those who said it know. */
    int standing() {
        return ledger.standing();
    }

    /** Has everybody finish, and compares. */
    Findings finish() {
        try (WireClient host = device("eve")) {
            long talkedMillis = (System.nanoTime() - beganNanos) / 1_000_000;
            int connections = crowd.finish(host);
            Findings findings = ledger.compare(host.history(ROOM));
            findings.count("connections", connections);
            findings.count("said a second", findings.count("messages sent") * 1_000 / Math.max(1, talkedMillis));
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
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
