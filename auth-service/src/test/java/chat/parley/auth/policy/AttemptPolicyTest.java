package chat.parley.auth.policy;

import static chat.parley.auth.policy.AttemptPolicy.Shown.PLAIN;
import static chat.parley.auth.policy.AttemptPolicy.Shown.SCRAM;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttemptPolicyTest {
    private final AttemptPolicy attempts = new AttemptPolicy(true, 5, 10);

    @Test
    void holdsAnAddressAfterItsFreeFailures() {
        for (int i = 0; i < 5; i++) {
            assertThat(attempts.waitMillis("198.51.100.1", 0)).isZero();
            attempts.failed("198.51.100.1", "name" + i, PLAIN, 0);
        }
        assertThat(attempts.waitMillis("198.51.100.1", 0)).isEqualTo(5_000);
        assertThat(attempts.waitMillis("198.51.100.2", 0)).isZero();
    }

    @Test
    void holdsAnAccountThatIsGuessedAtFromManyAddresses() {
        failFromTen("Ada");
        assertThat(attempts.waitMillis("192.0.2.99", "aDA", 0)).isPositive();
        assertThat(attempts.waitMillis("192.0.2.99", "Bob", 0)).isZero();
    }

    @Test
    void locksNobodyOutWhoHasSignedInFromThereBefore() {
        attempts.succeeded("203.0.113.5", "ada", PLAIN, 0);
        failFromTen("Ada");
        assertThat(attempts.waitMillis("203.0.113.5", "Ada", 0)).isZero();
    }

    @Test
    void forgetsNoFailureOfAnAddressForOneSuccess() {
        for (int i = 0; i < 5; i++) {
            attempts.failed("198.51.100.1", "Ada", PLAIN, 0);
        }
        attempts.succeeded("198.51.100.1", "mallory", PLAIN, 0);
        assertThat(attempts.waitMillis("198.51.100.1", "Ada", 0)).isPositive();
    }

    @Test
    void holdsNobodyWhenSwitchedOff() {
        AttemptPolicy off = new AttemptPolicy(false, 5, 10);
        for (int i = 0; i < 100; i++) {
            off.failed("198.51.100.1", "Ada", PLAIN, 0);
        }
        assertThat(off.waitMillis("198.51.100.1", "Ada", 0)).isZero();
        assertThat(off.waitMillis("198.51.100.1", 0)).isZero();
    }

    @Test
    void countsAPasswordThatIsTriedInBothWaysOnce() {
        for (int i = 0; i < 4; i++) {
            attempts.failed("198.51.100.1", "Ada", SCRAM, 0);
            attempts.failed("198.51.100.1", "aDA", PLAIN, 30_000);
        }
        assertThat(attempts.waitMillis("198.51.100.1", "Ada", 30_000)).isZero();

        attempts.failed("198.51.100.1", "Ada", SCRAM, 30_000);

        assertThat(attempts.waitMillis("198.51.100.1", "Ada", 30_000)).isPositive();
    }

    @Test
    void countsWhatIsNoPair() {
        attempts.failed("198.51.100.1", "Ada", SCRAM, 0);
        attempts.failed("198.51.100.1", "Bob", PLAIN, 0);
        attempts.failed("198.51.100.2", "Ada", PLAIN, 0);
        attempts.failed("198.51.100.1", "Ada", PLAIN, 0);
        attempts.failed("198.51.100.1", "Ada", SCRAM, 0);
        attempts.failed("198.51.100.1", "Ada", PLAIN, 30_001);

        assertThat(attempts.waitMillis("198.51.100.1", 30_001)).isPositive();
        assertThat(attempts.waitMillis("198.51.100.2", 30_001)).isZero();
    }

    @Test
    void givesNoThirdGuessForNothing() {
        attempts.failed("198.51.100.1", "Ada", SCRAM, 0);
        for (int i = 0; i < 5; i++) {
            attempts.failed("198.51.100.1", "Ada", PLAIN, 0);
        }

        assertThat(attempts.waitMillis("198.51.100.1", 0)).isPositive();
    }

    @Test
    void takesBackTheFirstHalfOfWhoWasRightWithTheSecond() {
        for (int i = 0; i < 50; i++) {
            attempts.failed("198.51.100.1", "old" + i, SCRAM, 0);
            attempts.succeeded("198.51.100.1", "old" + i, PLAIN, 0);
        }

        assertThat(attempts.waitMillis("198.51.100.1", 0)).isZero();
    }

    private void failFromTen(String name) {
        for (int i = 0; i < 10; i++) {
            attempts.failed("192.0.2." + i, name, PLAIN, 0);
        }
    }
}
