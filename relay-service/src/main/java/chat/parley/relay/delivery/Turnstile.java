package chat.parley.relay.delivery;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.RoomRequest;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * Lets only so many sessions of a loop come in, and into rooms, at a time; the others wait for their turn. Each of these takes the
 * loop a good part of a millisecond, for greetings and names. When thousands come in one moment, what is said by those who are there
 * waits for those few that are under way, and not for all of them. While something is said they are fewer still; while nothing is,
 * more of them share each commit of the store. Used on the loop's thread only.
 *
 * <p>Bound: a session waits once at a time. When nothing is answered for a while, because a service is away, the next are let through
 * all the same, so that they learn of it.
 */
final class Turnstile {
    static final int MOST_AT_ONCE = 64;
    static final int MOST_WHILE_TALKING = 16;
    /** As long after something was said, more is expected. */
    static final long TALKING_MILLIS = 1_000;

    static final long STUCK_MILLIS = 250;

    private final LoopTimer timer;
    private final LongSupplier uptimeMillis;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int under;
    private boolean watching;
    /** Something was answered since the last look. */
    private boolean moved;

    private boolean everTalked;
    private long talkedAtMillis;

    /** @param uptimeMillis a clock that only goes forward */
    Turnstile(LoopTimer timer, LongSupplier uptimeMillis) {
        this.timer = timer;
        this.uptimeMillis = uptimeMillis;
    }

    /** Whether a request has to pass here. */
    static boolean concerns(ServiceRequest<?> request) {
        return request instanceof PresenceRequest.Claim
                || request instanceof RoomRequest.Arrive
                || request instanceof RoomRequest.Join;
    }

    /** Something was said to people on this loop. */
    void talked() {
        everTalked = true;
        talkedAtMillis = uptimeMillis.getAsLong();
    }

    private int most() {
        return everTalked && uptimeMillis.getAsLong() - talkedAtMillis < TALKING_MILLIS
                ? MOST_WHILE_TALKING
                : MOST_AT_ONCE;
    }

    /** Begins something now, or when its turn comes; {@link #done} has to follow once it is over. */
    void pass(Runnable begin) {
        if (under < most()) {
            under++;
            begin.run();
        } else {
            waiting.add(begin);
            watch();
        }
    }

    /** What had passed is over. */
    void done() {
        moved = true;
        under--;
        letPass();
    }

    private void letPass() {
        while (!waiting.isEmpty() && under < most()) {
            under++;
            waiting.remove().run();
        }
    }

    private void watch() {
        if (!watching) {
            watching = true;
            moved = false;
            timer.after(STUCK_MILLIS, this::look);
        }
    }

    private void look() {
        watching = false;
        if (!moved) {
            for (int i = most(); i > 0 && !waiting.isEmpty(); i--) {
                under++;
                waiting.remove().run();
            }
        }
        if (!waiting.isEmpty()) {
            watch();
        }
    }
}
