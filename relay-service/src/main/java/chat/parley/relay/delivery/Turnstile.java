package chat.parley.relay.delivery;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.RoomRequest;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Lets only so many sessions of a loop come in, and into rooms, at a time; the others wait for their turn. Each of these takes the
 * loop a good part of a millisecond, for greetings and names. When thousands come in one moment, what is said by those who are there
 * waits for those few that are under way, and not for all of them. Used on the loop's thread only.
 *
 * <p>Bound: a session waits once at a time. When nothing is answered for a while, because a service is away, the next are let through
 * all the same, so that they learn of it.
 */
final class Turnstile {
    static final int MOST_AT_ONCE = 64;
    static final long STUCK_MILLIS = 250;

    private final LoopTimer timer;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int under;
    private boolean watching;
    /** Something was answered since the last look. */
    private boolean moved;

    Turnstile(LoopTimer timer) {
        this.timer = timer;
    }

    /** Whether a request has to pass here. */
    static boolean concerns(ServiceRequest<?> request) {
        return request instanceof PresenceRequest.Claim
                || request instanceof RoomRequest.Arrive
                || request instanceof RoomRequest.Join;
    }

    /** Begins something now, or when its turn comes; {@link #done} has to follow once it is over. */
    void pass(Runnable begin) {
        if (under < MOST_AT_ONCE) {
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
        while (under < MOST_AT_ONCE && !waiting.isEmpty()) {
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
            for (int i = 0; i < MOST_AT_ONCE && !waiting.isEmpty(); i++) {
                under++;
                waiting.remove().run();
            }
        }
        if (!waiting.isEmpty()) {
            watch();
        }
    }
}
