package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.testkit.ledger.Findings;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Promises P1, P2 and P3 for a server that is killed. The long run takes {@code -Dparley.seed} and {@code -Dparley.minutes}.
 */
class KilledServerTest {
    private static final long SEED = 20_260_101;

    @Test
    void nothingEchoedIsLostAndNothingStandsTwice() {
        Findings findings = run(SEED, 4, Duration.ZERO);
        assertThat(findings.count("kills (SIGKILL)")).isPositive();
    }

    @Test
    @Tag("long")
    void nothingEchoedIsLostAndNothingStandsTwiceInALongRun() {
        run(
                Long.getLong("parley.seed", System.currentTimeMillis()),
                10,
                Duration.ofMinutes(Long.getLong("parley.minutes", 5)));
    }

    private static Findings run(long seed, int breaks, Duration howLong) {
        try (KilledServer killed = new KilledServer(seed)) {
            Findings findings = killed.run(breaks, howLong);
            System.out.printf("Seed %d:%n%s", seed, findings.table());
            findings.assertClean();
            assertThat(findings.count("echoed")).isGreaterThan(10L * breaks);
            assertThat(findings.count("slowest stop, ms")).isLessThan(5_000);
            return findings;
        }
    }
}
