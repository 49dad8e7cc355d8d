package chat.parley.relay.delivery;

import chat.parley.relay.session.Input;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Wakes sessions at the times that they asked for: one timer for all of a loop. Times are of a clock that only goes forward. Used
 * on the loop's thread only.
 */
final class Wakeups {
    /** Who is to be woken sooner than this is woken then: nothing a session does depends on less. */
    private static final long LEAST_MILLIS = 10;

    private static final long NEVER = Long.MAX_VALUE;

    private final LongSupplier uptimeMillis;
    private final LoopTimer timer;
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private long armedForMillis = NEVER;

    /** A time at which to wake a session; none, if that is not wanted any more. */
    static final class Due implements Comparable<Due> {
        private final long atMillis;
        private @Nullable LocalSession local;

        private Due(long atMillis, LocalSession local) {
            this.atMillis = atMillis;
            this.local = local;
        }

        @Override
        public int compareTo(Due other) {
            return Long.compare(atMillis, other.atMillis);
        }
    }

    Wakeups(LongSupplier uptimeMillis, LoopTimer timer) {
        this.uptimeMillis = uptimeMillis;
        this.timer = timer;
    }

    /** Wakes a session after some time, unless it is to be woken sooner anyway. */
    void after(LocalSession local, long millis) {
        long at = uptimeMillis.getAsLong() + Math.max(millis, LEAST_MILLIS);
        if (local.due == null || at < local.due.atMillis) {
            forget(local);
            local.due = new Due(at, local);
            due.add(local.due);
            arm(at);
        }
    }

    /** Wakes it no more, and lets go of it now rather than when its time would have come. */
    static void forget(LocalSession local) {
        if (local.due != null) {
            local.due.local = null;
            local.due = null;
        }
    }

    private void arm(long atMillis) {
        if (atMillis < armedForMillis) {
            armedForMillis = atMillis;
            timer.after(Math.max(1, atMillis - uptimeMillis.getAsLong()), this::wake);
        }
    }

    private void wake() {
        armedForMillis = NEVER;
        long now = uptimeMillis.getAsLong();
        for (Due next = due.peek(); next != null && next.atMillis <= now; next = due.peek()) {
            due.remove();
            LocalSession local = next.local;
            if (local != null) {
                local.due = null;
                local.on(new Input.Woken());
            }
        }
        Due next = due.peek();
        if (next != null) {
            arm(next.atMillis);
        }
    }
}
