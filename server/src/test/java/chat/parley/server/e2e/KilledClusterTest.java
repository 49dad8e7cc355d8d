package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.testkit.ledger.Findings;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Promises P1, P2 and P3 across the processes of a cluster. The long run takes {@code -Dparley.seed} and {@code -Dparley.minutes}.
 */
class KilledClusterTest {
    private static final long SEED = 20_261_125;

    @Test
    void nothingEchoedIsLostAndNothingStandsTwice() {
        run(SEED, TalkingCluster.SOME_MESSAGES_A_SECOND, 5, Duration.ZERO);
    }

    @Test
    @Tag("long")
    void nothingEchoedIsLostAndNothingStandsTwiceInALongRun() {
        run(
                Long.getLong("parley.seed", System.currentTimeMillis()),
                TalkingCluster.MANY_MESSAGES_A_SECOND,
                15,
                Duration.ofMinutes(Long.getLong("parley.minutes", 5)));
    }

    private static void run(long seed, int messagesASecond, int breaks, Duration howLong) {
        try (KilledCluster killed = new KilledCluster(seed, messagesASecond)) {
            Findings findings = killed.run(breaks, howLong);
            System.out.printf("Cluster, seed %d:%n%s", seed, findings.table());
            findings.assertClean();
            assertThat(findings.count("echoed")).isGreaterThan(10L * breaks);
        }
    }
}
