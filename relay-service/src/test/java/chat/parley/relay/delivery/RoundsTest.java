package chat.parley.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final List<Runnable> node = new ArrayList<>();
    private final Rounds rounds = new Rounds(node::add);
    private final Counting one = new Counting();
    private final Counting two = new Counting();

    private static final class Counting implements Rounds.Member {
        private int begun;
        private final List<Long> over = new ArrayList<>();

        @Override
        public void begin() {
            begun++;
        }

        @Override
        public void over(long round) {
            over.add(round);
        }
    }

    RoundsTest() {
        rounds.enter(one);
        rounds.enter(two);
    }

    @Test
    void isOverWhenEveryLoopHasDoneItsPart() {
        assertThat(rounds.join(one)).isEqualTo(1);
        rounds.settled();
        runNode();
        assertThat(one.over).isEmpty();

        rounds.settled();
        runNode();

        assertThat(one.over).containsExactly(1L);
        assertThat(two.over).isEmpty();
        assertThat(two.begun).isEqualTo(1);
    }

    @Test
    void whoComesWhileOneRunsSharesTheNext() {
        rounds.join(one);

        assertThat(rounds.join(one)).isEqualTo(2);
        assertThat(rounds.join(two)).isEqualTo(2);
        assertThat(rounds.join(two)).isEqualTo(2);
        assertThat(one.begun).isEqualTo(1);
        settle();
        assertThat(one.over).containsExactly(1L);
        assertThat(two.over).isEmpty();
        assertThat(one.begun).isEqualTo(2);
        settle();
        assertThat(one.over).containsExactly(1L, 2L);
        assertThat(two.over).containsExactly(2L);
        assertThat(two.begun).isEqualTo(2);
    }

    @Test
    void whoComesBeforeTheEndIsToldSharesTheNextToo() {
        rounds.join(one);
        rounds.settled();
        rounds.settled();

        assertThat(rounds.join(two)).isEqualTo(2);
        runNode();

        assertThat(one.over).containsExactly(1L);
        assertThat(two.over).isEmpty();
        assertThat(two.begun).isEqualTo(2);
    }

    @Test
    void runsOnlyWhileSomebodyNeedsIt() {
        rounds.join(one);
        settle();

        assertThat(one.begun).isEqualTo(1);
        assertThat(rounds.join(two)).isEqualTo(2);
        assertThat(one.begun).isEqualTo(2);
    }

    private void settle() {
        rounds.settled();
        rounds.settled();
        runNode();
    }

    private void runNode() {
        List<Runnable> tasks = List.copyOf(node);
        node.clear();
        tasks.forEach(Runnable::run);
    }
}
