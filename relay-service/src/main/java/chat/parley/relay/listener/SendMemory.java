package chat.parley.relay.listener;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.internal.PlatformDependent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory that is taken by what waits for readers, on all event loops of a process together, and its bound: the bytes, which may
 * be shared by many readers, and the objects that stand for each piece of them in each queue. It is looked at when
 * much has come to wait, and never while something is written: so nothing is counted that loops would have to share.
 *
 * <p>At the bound, those who are furthest behind are disconnected, on all loops, until a quarter of the memory is free again: first
 * those who have as much waiting as any one may, nearly, then those with half of that, and so on. Who has no more than 64 kB waiting
 * is not behind, and stays whatever comes. Between two looks, each loop can go beyond the bound by a 64th of it. Safe for use from
 * any thread.
 */
public final class SendMemory {
    private static final Logger LOG = LoggerFactory.getLogger(SendMemory.class);

    /** Everything that is written to connections lies in memory of this, and hardly anything else does. */
    private static final PooledByteBufAllocator CONNECTIONS = new PooledByteBufAllocator(true);

    private static final long NOT_BEHIND_BYTES = 65_536;
    private static final int LOOKS = 64;

    /** Objects that stand for a piece that waits, on the heap: about as much. */
    private static final long PIECE_BYTES = 256;

    private final PooledByteBufAllocator allocator;
    private final LongSupplier inUseBytes;
    private final long mostBytes;
    private final long enoughBytes;
    private final List<Loop> loops = new CopyOnWriteArrayList<>();
    private final AtomicBoolean relieving = new AtomicBoolean();
    private final AtomicInteger ended = new AtomicInteger();

    /** One event loop's part. */
    interface Loop {
        /**
         * Ends connections while {@link #isTight}, on its own thread.
         *
         * @param fromBytes of those for whom so much waits, or more
         * @param done called afterwards, with how many were ended
         */
        void relieve(long fromBytes, Done done);

        /** In how many pieces there waits what waits there, about. From any thread. */
        long pieces();
    }

    /** It has done what it could. */
    @FunctionalInterface
    interface Done {
        void ended(int connections);
    }

    SendMemory(PooledByteBufAllocator allocator, LongSupplier inUseBytes, long mostBytes) {
        this.allocator = allocator;
        this.inUseBytes = inUseBytes;
        this.mostBytes = mostBytes;
        this.enoughBytes = mostBytes - mostBytes / 4;
    }

    /**
     * That of this process's connections.
     *
     * @param mostBytes its bound; 0 for half of all that Java may use for buffers
     */
    public static SendMemory ofConnections(long mostBytes) {
        return new SendMemory(
                CONNECTIONS,
                CONNECTIONS::pinnedDirectMemory,
                mostBytes == 0 ? PlatformDependent.maxDirectMemory() / 2 : mostBytes);
    }

    /** Memory without a bound, shared with whatever else asks Netty for some: for connections without sockets. */
    public static SendMemory unbounded() {
        return new SendMemory(PooledByteBufAllocator.DEFAULT, () -> 0, Long.MAX_VALUE);
    }

    PooledByteBufAllocator allocator() {
        return allocator;
    }

    /** How much is in use, by all that waits and by the buffers that are written from. Costs some microseconds for each core. */
    public long inUseBytes() {
        long pieces = 0;
        for (Loop loop : loops) {
            pieces += loop.pieces();
        }
        return inUseBytes.getAsLong() + pieces * PIECE_BYTES;
    }

    /** Its bound. */
    public long mostBytes() {
        return mostBytes;
    }

    /** When so much more waits on a loop, it is time to {@link #look}. */
    long lookEveryBytes() {
        return mostBytes / LOOKS;
    }

    void join(Loop loop) {
        loops.add(loop);
    }

    void leave(Loop loop) {
        loops.remove(loop);
    }

    /** Looks how much there is, and has the loops end connections where it is too much. */
    void look() {
        if (inUseBytes() > mostBytes && relieving.compareAndSet(false, true)) {
            ended.set(0);
            relieve(Long.highestOneBit(mostBytes));
        }
    }

    /** Whether there is still too much, once there was. */
    boolean isTight() {
        return inUseBytes() > enoughBytes;
    }

    private void relieve(long fromBytes) {
        List<Loop> asked = List.copyOf(loops);
        AtomicInteger left = new AtomicInteger(asked.size());
        asked.forEach(loop -> loop.relieve(fromBytes, connections -> {
            ended.addAndGet(connections);
            if (left.decrementAndGet() == 0) {
                relieved(fromBytes / 2);
            }
        }));
    }

    private void relieved(long nextBytes) {
        if (nextBytes >= NOT_BEHIND_BYTES && isTight()) {
            relieve(nextBytes);
            return;
        }
        relieving.set(false);
        if (ended.get() > 0) {
            LOG.atInfo()
                    .addKeyValue("connections", ended.get())
                    .addKeyValue("mostBytes", mostBytes)
                    .log("what waited for slow readers took too much memory; those furthest behind were disconnected");
        }
    }
}
