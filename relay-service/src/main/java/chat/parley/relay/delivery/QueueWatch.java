package chat.parley.relay.delivery;

import chat.parley.relay.listener.LoopWriter;
import chat.parley.relay.metrics.RelayMetrics;

/**
 * Looks now and then how much waits in the loop's connections for their readers, and how much memory that takes. Looks on the loop's
 * thread; what it saw can be read from any thread.
 */
final class QueueWatch implements RelayMetrics.SendQueues {
    private static final long LOOK_MILLIS = 1_000;

    private final People people;
    private final LoopWriter writer;
    private final LoopTimer timer;
    private volatile long bytes;
    private volatile long largestBytes;

    QueueWatch(People people, LoopWriter writer, LoopTimer timer) {
        this.people = people;
        this.writer = writer;
        this.timer = timer;
    }

    void lookLater() {
        timer.after(LOOK_MILLIS, () -> {
            look();
            lookLater();
        });
    }

    private void look() {
        long all = 0;
        long largest = 0;
        for (LocalSession local : people.each()) {
            long waits = local.connection().waitingBytes();
            all += waits;
            largest = Math.max(largest, waits);
        }
        bytes = all;
        largestBytes = largest;
        writer.lookAtMemory();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public long largestBytes() {
        return largestBytes;
    }
}
