package chat.parley.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    private final Deque<Runnable> timers = new ArrayDeque<>();
    private long nowMillis;
    private final Turnstile turnstile = new Turnstile((millis, task) -> timers.add(task), () -> nowMillis);
    private final List<Integer> begun = new ArrayList<>();

    private void pass(int from, int to) {
        for (int i = from; i < to; i++) {
            int number = i;
            turnstile.pass(() -> begun.add(number));
        }
    }

    @Test
    void letsSomeThroughAtOnce() {
        pass(0, Turnstile.MOST_AT_ONCE);

        assertThat(begun).hasSize(Turnstile.MOST_AT_ONCE);
        assertThat(timers).isEmpty();
    }

    @Test
    void letsTheOthersThroughInTheirOrderAsTheFirstAreDone() {
        pass(0, Turnstile.MOST_AT_ONCE + 3);
        assertThat(begun).hasSize(Turnstile.MOST_AT_ONCE);

        turnstile.done();
        turnstile.done();

        assertThat(begun).hasSize(Turnstile.MOST_AT_ONCE + 2).last().isEqualTo(Turnstile.MOST_AT_ONCE + 1);
    }

    @Test
    void letsFewerThroughWhileSomethingIsSaid() {
        turnstile.talked();
        pass(0, Turnstile.MOST_AT_ONCE);
        assertThat(begun).hasSize(Turnstile.MOST_WHILE_TALKING);

        turnstile.done();

        assertThat(begun).hasSize(Turnstile.MOST_WHILE_TALKING + 1);
    }

    @Test
    void letsNobodyThroughUntilFewAreUnderWayOnceSomethingIsSaid() {
        pass(0, 2 * Turnstile.MOST_AT_ONCE);
        turnstile.talked();

        for (int i = Turnstile.MOST_WHILE_TALKING; i < Turnstile.MOST_AT_ONCE; i++) {
            turnstile.done();
        }
        assertThat(begun).hasSize(Turnstile.MOST_AT_ONCE);

        turnstile.done();
        assertThat(begun).hasSize(Turnstile.MOST_AT_ONCE + 1);
    }

    @Test
    void letsAsManyThroughAsBeforeWhenNothingWasSaidForAWhile() {
        turnstile.talked();
        pass(0, 2 * Turnstile.MOST_AT_ONCE);
        nowMillis += Turnstile.TALKING_MILLIS;

        turnstile.done();

        assertThat(begun).hasSize(Turnstile.MOST_AT_ONCE + 1);
    }

    @Test
    void letsMoreThroughWhenNothingIsAnswered() {
        pass(0, 3 * Turnstile.MOST_AT_ONCE);

        timers.remove().run();
        assertThat(begun).hasSize(2 * Turnstile.MOST_AT_ONCE);
        timers.remove().run();

        assertThat(begun).hasSize(3 * Turnstile.MOST_AT_ONCE);
        assertThat(timers).isEmpty();
    }

    @Test
    void letsNoMoreThroughThanAreAnsweredAfterThat() {
        pass(0, 4 * Turnstile.MOST_AT_ONCE);
        timers.remove().run();

        for (int i = 0; i < Turnstile.MOST_AT_ONCE; i++) {
            turnstile.done();
        }

        assertThat(begun).hasSize(2 * Turnstile.MOST_AT_ONCE);
        turnstile.done();
        assertThat(begun).hasSize(2 * Turnstile.MOST_AT_ONCE + 1);
    }

    @Test
    void waitsWhileSomethingIsAnswered() {
        pass(0, 2 * Turnstile.MOST_AT_ONCE);
        turnstile.done();

        timers.remove().run();

        assertThat(begun).hasSize(Turnstile.MOST_AT_ONCE + 1);
        assertThat(timers).hasSize(1);
    }
}
