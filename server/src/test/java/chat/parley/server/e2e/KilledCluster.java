package chat.parley.server.e2e;

import chat.parley.testkit.ledger.Findings;
import chat.parley.testkit.process.ServerProcess;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A cluster under load whose processes are killed, stopped and paused, one after the other, at moments that a seed decides: the
 * promises that the echo is the receipt, that there is one order, and that a resend never duplicates, across nodes.
 */
final class KilledCluster implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(7);
    private static final int CALM_MILLIS = 4_000;

    private final TalkingCluster talking;
    private final Map<String, Integer> breaks = new TreeMap<>();
    private final Random random;
    private long calmNanos;
    private long echoedInCalm;

    KilledCluster(long seed, int messagesASecond) {
        random = new Random(seed);
        talking = new TalkingCluster(
                messagesASecond, setup -> setup.set("cluster.graceSeconds", 30).set("cluster.relayLostSeconds", 3));
    }

    /** Breaks something so often at least, and for so long, and compares. */
    Findings run(int howOften, Duration howLong) {
        long end = System.nanoTime() + howLong.toNanos();
        for (int done = 0; done < howOften || System.nanoTime() < end; done++) {
            beCalm();
            breakSomething(done);
        }
        Findings findings = talking.finish();
        findings.count("so, while all is up", echoedInCalm * 1_000_000_000 / Math.max(1, calmNanos));
        breaks.forEach(findings::count);
        return findings;
    }

    /** Now and then it goes on to be broken before it has recovered. */
    private void beCalm() {
        long began = System.nanoTime();
        int stood = talking.standing();
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(CALM_MILLIS)).toNanos());
        calmNanos += System.nanoTime() - began;
        echoedInCalm += talking.standing() - stood;
    }

    /** In turn the relays, the room service and the auth service; how, and for how long, is left to chance. */
    private void breakSomething(int turn) {
        int which = turn % (TalkingCluster.RELAYS + 2);
        ServerProcess victim = switch (which) {
            case TalkingCluster.RELAYS -> talking.cluster().room();
            case TalkingCluster.RELAYS + 1 -> talking.cluster().auth();
            default -> talking.cluster().relay(which + 1);
        };
        String name = switch (which) {
            case TalkingCluster.RELAYS -> "room";
            case TalkingCluster.RELAYS + 1 -> "auth";
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

    @Override
    public void close() {
        talking.close();
    }
}
