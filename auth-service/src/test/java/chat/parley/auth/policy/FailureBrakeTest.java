package chat.parley.auth.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureBrakeTest {
    private final FailureBrake brake = new FailureBrake(3, 60_000, 1_000, 5_000, 2);

    @Test
    void costsNothingAtFirst() {
        fail("a", 2, 0);
        assertThat(brake.waitMillis("a", 0)).isZero();
    }

    @Test
    void doublesTheWaitWithEachFurtherFailureUpToItsMaximum() {
        fail("a", 3, 0);
        assertThat(brake.waitMillis("a", 0)).isEqualTo(1_000);
        assertThat(brake.waitMillis("a", 999)).isEqualTo(1);
        assertThat(brake.waitMillis("a", 1_000)).isZero();
        fail("a", 1, 1_000);
        assertThat(brake.waitMillis("a", 1_000)).isEqualTo(2_000);
        fail("a", 100, 3_000);
        assertThat(brake.waitMillis("a", 3_000)).isEqualTo(5_000);
    }

    @Test
    void forgetsWhenTheWindowHasPassed() {
        fail("a", 3, 0);
        assertThat(brake.waitMillis("a", 60_001)).isZero();
        fail("a", 1, 60_001);
        assertThat(brake.waitMillis("a", 60_001)).isZero();
    }

    @Test
    void holdsNobodyElse() {
        fail("a", 9, 0);
        assertThat(brake.waitMillis("b", 0)).isZero();
    }

    @Test
    void remembersNoMoreThanItsBound() {
        fail("a", 3, 0);
        fail("b", 3, 1);
        fail("c", 3, 2);
        assertThat(brake.size()).isEqualTo(2);
        assertThat(brake.waitMillis("a", 2)).isZero();
        assertThat(brake.waitMillis("b", 2)).isPositive();
    }

    private void fail(String key, int times, long nowMillis) {
        for (int i = 0; i < times; i++) {
            brake.failed(key, nowMillis);
        }
    }
}
