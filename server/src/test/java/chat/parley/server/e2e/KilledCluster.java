package chat.parley.server.e2e;

import chat.parley.testkit.ledger.Crowd;
import chat.parley.testkit.ledger.Findings;
import chat.parley.testkit.ledger.Ledger;
import chat.parley.testkit.process.ClusterProcess;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.WireClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A cluster under load whose processes are killed, stopped and paused, one after the other, at moments that a seed decides: the
 * promises that the echo is the receipt, that there is one order, and that a resend never duplicates, across nodes.
 */
final class KilledCluster implements AutoCloseable {
    private static final String ROOM = "#parade";
    private static final int RELAYS = 3;
    private static final Duration COMING_BACK = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofSeconds(7);
    private static final int[] WINDOWS = {1, 4, 16};
    private static final String[] TALKERS = {"ann", "bob", "cat"};

    private final ClusterProcess cluster = ClusterProcess.start(
            RELAYS, setup -> setup.set("cluster.graceSeconds", 30).set("cluster.relayLostSeconds", 3));
    private final Ledger ledger = new Ledger();
    private final AtomicInteger road = new AtomicInteger();
    private final Map<String, Integer> breaks = new TreeMap<>();
    private final Random random;

    KilledCluster(long seed) {
        random = new Random(seed);
    }

    /** Breaks something so often at least, and for so long, and compares. */
    Findings run(int howOften, Duration howLong) {
        for (String name : TALKERS) {
            cluster.relay(1).newcomer(name).join(ROOM).close();
        }
        cluster.relay(1).newcomer("eve").join(ROOM).close();
        Crowd crowd = new Crowd(ROOM, ledger, this::device);
        for (int i = 0; i < TALKERS.length; i++) {
            crowd.talker(TALKERS[i], WINDOWS[i]);
        }
        crowd.talker(TALKERS[0], 1).listener("eve").listener("eve").start();
        crowd.awaitConnections(1);
        long end = System.nanoTime() + howLong.toNanos();
        for (int done = 0; done < howOften || System.nanoTime() < end; done++) {
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1_500)).toNanos());
            breakSomething(done);
        }
        try (WireClient host = device("eve")) {
            crowd.finish(host);
            Findings findings = ledger.compare(host.history(ROOM));
            breaks.forEach(findings::count);
            return findings;
        }
    }

    /** In turn the relays, the room service and the auth service; how, and for how long, is left to chance. */
    private void breakSomething(int turn) {
        int which = turn % (RELAYS + 2);
        ServerProcess victim = switch (which) {
            case RELAYS -> cluster.room();
            case RELAYS + 1 -> cluster.auth();
            default -> cluster.relay(which + 1);
        };
        String name = switch (which) {
            case RELAYS -> "room";
            case RELAYS + 1 -> "auth";
            default -> "relay";
        };
        switch (random.nextInt(5)) {
            case 0 -> {
                count(name + ", SIGTERM");
                victim.terminate();
            }
            case 1 -> {
                count(name + ", paused");
                victim.pause();
                LockSupport.parkNanos(PAUSE.toNanos());
                victim.resume();
                return;
            }
            default -> {
                count(name + ", SIGKILL");
                victim.kill();
            }
        }
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1_000)).toNanos());
        victim.start();
    }

    private void count(String what) {
        breaks.merge(what, 1, Integer::sum);
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
