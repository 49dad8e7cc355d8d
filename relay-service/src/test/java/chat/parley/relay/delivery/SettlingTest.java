package chat.parley.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.relay.metrics.RelayMetrics;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SettlingTest {
    private static final ConversationId ONE = new ConversationId(1);

    private final List<Runnable> timers = new ArrayList<>();
    private final AtomicInteger unsettled = new AtomicInteger();
    private long nowMillis;
    private long presence = 5;
    private final Settling settling =
            new Settling(() -> presence, () -> nowMillis, (_millis, task) -> timers.add(task), new RelayMetrics() {
                @Override
                public void unsettled() {
                    unsettled.incrementAndGet();
                }
            });

    @Test
    void neverWaitsForWhatIsReached() {
        assertThat(settling.reached(ONE, 4, 4, 1_000).succeeded()).isTrue();
        assertThat(settling.presenceReached(5, 1_000).succeeded()).isTrue();
    }

    @Test
    void waitsUntilThePositionIsReached() {
        Future<Void> four = settling.reached(ONE, 4, 2, 1_000);
        Future<Void> six = settling.reached(ONE, 6, 2, 1_000);

        settling.advanced(ONE, 3);
        assertThat(four.isComplete()).isFalse();
        settling.advanced(ONE, 5);
        assertThat(four.succeeded()).isTrue();
        assertThat(six.isComplete()).isFalse();
        settling.ended(ONE);
        assertThat(six.succeeded()).isTrue();
        assertThat(unsettled).hasValue(0);
    }

    @Test
    void releasesInTheOrderInWhichTheyBeganToWait() {
        List<Integer> order = new ArrayList<>();
        settling.reached(ONE, 3, 0, 1_000).onSuccess(_done -> order.add(1));
        settling.reached(ONE, 2, 0, 1_000).onSuccess(_done -> order.add(2));
        settling.reached(ONE, 3, 0, 1_000).onSuccess(_done -> order.add(3));

        settling.advanced(ONE, 3);

        assertThat(order).containsExactly(1, 2, 3);
    }

    @Test
    void goesOnWithoutWhenTheTimeIsOver() {
        Future<Void> never = settling.reached(ONE, 4, 2, 1_000);
        Future<Void> noPresence = settling.presenceReached(9, 1_000);

        nowMillis = 600;
        runTimers();
        assertThat(never.isComplete()).isFalse();
        nowMillis = 1_100;
        runTimers();

        assertThat(never.succeeded()).isTrue();
        assertThat(noPresence.succeeded()).isTrue();
        assertThat(unsettled).hasValue(2);
        assertThat(timers).isEmpty();
    }

    private void runTimers() {
        List<Runnable> due = List.copyOf(timers);
        timers.clear();
        due.forEach(Runnable::run);
    }
}
