package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.testkit.ledger.Crowd;
import chat.parley.testkit.ledger.Findings;
import chat.parley.testkit.ledger.Ledger;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.process.Setup;
import chat.parley.testkit.wire.WireClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A server under load that is killed again and again at moments that a seed decides: the promises that the echo is the receipt, that
 * there is one order, and that a resend never duplicates.
 */
final class KilledServer implements AutoCloseable {
    private static final String ROOM = "#parade";
    private static final int MESSAGES_A_SECOND = 1_000;
    private static final Duration COMING_BACK = Duration.ofSeconds(60);
    private static final int[] WINDOWS = {1, 4, 16};
    private static final String[] TALKERS = {"ann", "bob", "cat"};

    private final ServerProcess server;
    private final @Nullable Runnable cutDatabase;
    private final Ledger ledger = new Ledger();
    private final Random random;
    private int kills;
    private int terminations;
    private int cuts;
    private long slowestStopMillis;

    KilledServer(long seed) {
        this(seed, ServerProcess.setup(), null);
    }

    /** @param cutDatabase takes the server's connections to its database away, now and then; null: it has none */
    KilledServer(long seed, Setup setup, @Nullable Runnable cutDatabase) {
        this.random = new Random(seed);
        this.cutDatabase = cutDatabase;
        this.server = setup.server().start();
        if (cutDatabase != null) {
            server.expectError("");
        }
    }

    /** Breaks it so often at least, and for so long, and compares. */
    Findings run(int breaks, Duration howLong) {
        for (String name : TALKERS) {
            server.newcomer(name).join(ROOM).close();
        }
        server.newcomer("eve").join(ROOM).close();
        Crowd crowd = new Crowd(ROOM, ledger, this::device);
        for (int i = 0; i < TALKERS.length; i++) {
            crowd.talker(TALKERS[i], WINDOWS[i]);
        }
        crowd.talker(TALKERS[0], 1).listener("eve").pace(MESSAGES_A_SECOND).start();
        long end = System.nanoTime() + howLong.toNanos();
        int lives = 1;
        crowd.awaitConnections(lives);
        while (kills + terminations < breaks || System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(700)).toNanos());
            if (cutDatabase != null) {
                cutDatabase.run();
                cuts++;
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(700)).toNanos());
            }
            breakIt();
            server.start();
            if (random.nextInt(4) > 0) {
                crowd.awaitConnections(++lives);
            }
        }
        try (WireClient host = device("eve")) {
            crowd.finish(host);
            Findings findings = ledger.compare(host.history(ROOM));
            findings.count("kills (SIGKILL)", kills);
            findings.count("stops (SIGTERM)", terminations);
            findings.count("database's connections cut", cuts);
            findings.count("slowest stop, ms", slowestStopMillis);
            return findings;
        }
    }

    private void breakIt() {
        if (random.nextInt(4) == 0) {
            ServerProcess.Ended ended = server.terminate();
            assertThat(ended.exitCode()).isZero();
            slowestStopMillis = Math.max(slowestStopMillis, ended.took().toMillis());
            terminations++;
        } else {
            server.kill();
            kills++;
        }
    }

    /** A device that is in, however often the server dies meanwhile. */
    private WireClient device(String account) {
        long end = System.nanoTime() + COMING_BACK.toNanos();
        while (true) {
            WireClient client = null;
            try {
                client = server.client(account, server.awaitPlain(COMING_BACK));
                client.signIn(server.passwordOf(account)).join(ROOM);
                return client;
            } catch (UncheckedIOException | AssertionError e) {
                if (client != null) {
                    client.close();
                }
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
