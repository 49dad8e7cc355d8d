package chat.parley.relay.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendMemoryTest {
    private static final long MEGABYTE = 1 << 20;

    private final List<Long> waiting = new ArrayList<>();
    private final SendMemory memory = new SendMemory(
            PooledByteBufAllocator.DEFAULT,
            () -> waiting.stream().mapToLong(Long::longValue).sum(),
            8 * MEGABYTE);

    /** Has connections for which so much waits. */
    private final class Connections implements SendMemory.Loop {
        private final List<Long> own = new ArrayList<>();
        private long pieces;

        Connections(Long... bytes) {
            own.addAll(Arrays.asList(bytes));
            waiting.addAll(own);
            memory.join(this);
        }

        @Override
        public void relieve(long fromBytes, SendMemory.Done done) {
            int ended = 0;
            for (Long one : List.copyOf(own)) {
                if (one >= fromBytes && memory.isTight()) {
                    own.remove(one);
                    waiting.remove(one);
                    ended++;
                }
            }
            done.ended(ended);
        }

        @Override
        public long pieces() {
            return pieces;
        }
    }

    @Test
    void leavesEverybodyAloneBelowTheBound() {
        var loop = new Connections(4 * MEGABYTE, 4 * MEGABYTE);

        memory.look();

        assertThat(loop.own).hasSize(2);
    }

    @Test
    void endsThoseFurthestBehindOfAllLoops() {
        var one = new Connections(MEGABYTE, MEGABYTE, MEGABYTE);
        var other = new Connections(4 * MEGABYTE, MEGABYTE, 2 * MEGABYTE);

        memory.look();

        assertThat(one.own).hasSize(3);
        assertThat(other.own).containsExactly(MEGABYTE, 2 * MEGABYTE);
    }

    @Test
    void countsTheObjectsOfManySmallPieces() {
        var loop = new Connections(4 * MEGABYTE);

        loop.pieces = 20_000;
        memory.look();

        assertThat(loop.own).isEmpty();
    }

    @Test
    void goesOnUntilAQuarterIsFree() {
        var loop = new Connections(2 * MEGABYTE, 2 * MEGABYTE, 2 * MEGABYTE, 2 * MEGABYTE, MEGABYTE);

        memory.look();

        assertThat(loop.own).containsExactly(2 * MEGABYTE, 2 * MEGABYTE, MEGABYTE);
    }

    @Test
    void endsNobodyForWhomLittleWaits() {
        var loop = new Connections();
        for (int i = 0; i < 300; i++) {
            loop.own.add(60_000L);
        }
        waiting.addAll(loop.own);

        memory.look();

        assertThat(loop.own).hasSize(300);
    }

    @Test
    void looksAgainAfterwards() {
        new Connections(9 * MEGABYTE);
        memory.look();
        var loop = new Connections(9 * MEGABYTE);

        memory.look();

        assertThat(loop.own).isEmpty();
    }
}
