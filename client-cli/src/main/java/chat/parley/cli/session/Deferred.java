package chat.parley.cli.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants while entering a room: it is meant for that room, and waits until the user is in it or the server
 * has said why not. Otherwise what is typed right after {@code /join} would be said in the room before.
 */
final class Deferred {

    /** A PING with this is sent behind the JOIN; its PONG comes when the JOIN is settled. */
    static final String BARRIER = "parley-entered";

    private static final int CAPACITY = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Deque<Request> waiting = new ArrayDeque<>();
    private boolean entering;
    private Instant since = Instant.EPOCH;

    /** The user is about to enter a room. */
    void begin(Instant now) {
        entering = true;
        since = now;
    }

    /** Waits no longer for a server that does not answer. */
    void tick(Instant now) {
        if (since.plus(PATIENCE).isBefore(now)) {
            entering = false;
        }
    }

    /** It is settled, or there is nothing more to wait for. */
    void end() {
        entering = false;
    }

    /** Puts a request by. False if it need not wait. */
    boolean takes(Turn turn, Request request) {
        if (!entering) {
            return false;
        }
        if (waiting.size() < CAPACITY) {
            waiting.addLast(request);
        } else {
            turn.trouble("Too much at once; that was not taken.");
        }
        return true;
    }

    /** The next request whose time has come, or null. */
    @Nullable
    Request next() {
        return entering ? null : waiting.pollFirst();
    }
}
