package chat.parley.relay.listener;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The queues of one loop in which something waits; those of readers who take everything at once are never here. Used on its loop's
 * thread only, but for {@link #relieve}.
 */
final class Backlog implements SendMemory.Loop {
    private final Executor loop;
    private final SendMemory memory;
    private final List<SendQueue> behind = new ArrayList<>();
    private long grownBytes;
    /** Written on this loop's thread only. */
    private volatile long pieces;

    Backlog(Executor loop, SendMemory memory) {
        this.loop = loop;
        this.memory = memory;
        memory.join(this);
    }

    /**
     * In a queue there is more than when it was looked at last.
     *
     * @param known it is here already
     * @param bytes how much more; negative where it is less
     * @param more how many pieces more
     */
    void grew(SendQueue queue, boolean known, long bytes, int more) {
        if (!known) {
            behind.add(queue);
        }
        count(pieces + more);
        if (bytes > 0) {
            grownBytes += bytes;
            if (grownBytes >= memory.lookEveryBytes()) {
                grownBytes = 0;
                memory.look();
            }
        }
    }

    /** To be called now and then: forgets those who have caught up, and looks at the memory. */
    void look() {
        forgetThoseWhoCaughtUp();
        memory.look();
    }

    private void forgetThoseWhoCaughtUp() {
        behind.removeIf(queue -> !queue.isStillBehind());
        count(behind.stream().mapToLong(SendQueue::pieces).sum());
    }

    private void count(long now) {
        pieces = now;
    }

    @Override
    public long pieces() {
        return pieces;
    }

    /** From any thread. */
    @Override
    public void relieve(long fromBytes, SendMemory.Done done) {
        loop.execute(() -> done.ended(relieve(fromBytes)));
    }

    private int relieve(long fromBytes) {
        forgetThoseWhoCaughtUp();
        List<SendQueue> furthest = behind.stream()
                .filter(queue -> queue.bytes() >= fromBytes)
                .sorted(Comparator.comparingLong(SendQueue::bytes).reversed())
                .toList();
        int ended = 0;
        while (ended < furthest.size() && memory.isTight()) {
            SendQueue queue = furthest.get(ended++);
            queue.cutOff();
            count(pieces - queue.pieces());
            queue.isStillBehind();
        }
        return ended;
    }

    void close() {
        memory.leave(this);
    }
}
