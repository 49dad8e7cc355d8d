package chat.parley.auth.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotaTest {
    private final Quota quota = new Quota(2, 1_000, 2);

    @Test
    void givesSoManyWithinAWindow() {
        assertThat(quota.take("a", 0)).isZero();
        assertThat(quota.take("a", 100)).isZero();
        assertThat(quota.take("a", 200)).isEqualTo(800);
        assertThat(quota.take("b", 200)).isZero();
        assertThat(quota.take("a", 1_000)).isZero();
        assertThat(quota.take("a", 1_000)).isEqualTo(100);
    }

    @Test
    void takesBackWhatWasNotUsed() {
        quota.take("a", 0);
        quota.take("a", 0);
        quota.giveBack("a");
        assertThat(quota.take("a", 0)).isZero();
        assertThat(quota.take("a", 0)).isPositive();
    }

    @Test
    void remembersNoMoreThanItsBound() {
        quota.take("a", 0);
        quota.take("b", 1);
        quota.take("c", 2);
        assertThat(quota.size()).isEqualTo(2);
    }

    @Test
    void forgetsWhoseWindowHasPassed() {
        quota.take("a", 0);
        quota.take("b", 1_001);
        assertThat(quota.size()).isEqualTo(1);
    }
}
