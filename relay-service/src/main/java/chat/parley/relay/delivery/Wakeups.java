package chat.parley.relay.delivery;

import chat.parley.relay.session.Input;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/**
 * Wakes sessions at the times that they asked for: one timer for all of a loop. Times are of a clock that only goes forward. Used
 * on the loop's thread only.
 */
final class Wakeups {
    /** Who is to be woken sooner than this is woken then: nothing a session does depends on less. */
    private static final long LEAST_MILLIS = 10;

    private final LongSupplier uptimeMillis;
    private final LoopTimer timer;
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private long armedForMillis = LocalSession.NEVER;

    private record Due(long atMillis, LocalSession local) implements Comparable<Due> {
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
        if (at < local.wakeAtMillis) {
            local.wakeAtMillis = at;
            due.add(new Due(at, local));
            arm(at);
        }
    }

    private void arm(long atMillis) {
        if (atMillis < armedForMillis) {
            armedForMillis = atMillis;
            timer.after(Math.max(1, atMillis - uptimeMillis.getAsLong()), this::wake);
        }
    }

    private void wake() {
        armedForMillis = LocalSession.NEVER;
        long now = uptimeMillis.getAsLong();
        for (Due next = due.peek(); next != null && next.atMillis() <= now; next = due.peek()) {
            due.remove();
            LocalSession local = next.local();
            // it may have asked to be woken earlier since, and was
            if (local.wakeAtMillis == next.atMillis()) {
                local.wakeAtMillis = LocalSession.NEVER;
                local.on(new Input.Woken());
            }
        }
        Due next = due.peek();
        if (next != null) {
            arm(next.atMillis());
        }
    }
}
