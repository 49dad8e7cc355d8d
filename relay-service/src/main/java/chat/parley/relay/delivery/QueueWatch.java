package chat.parley.relay.delivery;

import chat.parley.relay.metrics.RelayMetrics;

/**
 * Looks now and then how much waits in the loop's connections for their readers: nothing is counted while something is written. Looks
 * on the loop's thread; what it saw can be read from any thread.
 */
final class QueueWatch implements RelayMetrics.SendQueues {
    private static final long LOOK_MILLIS = 1_000;

    private final People people;
    private final LoopTimer timer;
    private volatile long bytes;
    private volatile long largestBytes;

    QueueWatch(People people, LoopTimer timer) {
        this.people = people;
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
