package chat.parley.relay.delivery;

import java.util.LinkedHashSet;
import java.util.function.Consumer;

/**
 * Connections that have broken, and whose sessions are yet to end. A few end at once. When thousands break in one moment, as they do
 * when a network goes, some end at a time: each of their QUITs goes to everybody in their rooms, and what is said meanwhile is not
 * to wait for all of them. Until its turn comes, a session is there like one whose connection has broken unnoticed. Used on the
 * loop's thread only.
 */
final class Departures {
    /** So many end at a time. */
    static final int SLICE = 64;

    static final long PAUSE_MILLIS = 50;

    private final LoopTimer timer;
    private final Consumer<LocalSession> end;
    private final LinkedHashSet<LocalSession> waiting = new LinkedHashSet<>();
    /** How many may still end before the next pause is over. */
    private int left = SLICE;

    private boolean pausing;
    private boolean stopping;

    /** @param end what it means that a session ends */
    Departures(LoopTimer timer, Consumer<LocalSession> end) {
        this.timer = timer;
        this.end = end;
    }

    /** A connection has broken. */
    void add(LocalSession local) {
        waiting.add(local);
        endSome();
    }

    private void endSome() {
        if (!pausing && !waiting.isEmpty()) {
            pausing = true;
            timer.after(PAUSE_MILLIS, this::paused);
        }
        while ((left > 0 || stopping) && !waiting.isEmpty()) {
            left--;
            end.accept(waiting.removeFirst());
        }
    }

    private void paused() {
        pausing = false;
        left = SLICE;
        endSome();
    }

    /** Somebody needs what this one holds, such as its nick: if it waits, it ends now. */
    void hurry(LocalSession local) {
        if (waiting.remove(local)) {
            end.accept(local);
        }
    }

    /** The server stops: from now on, nobody waits. */
    void stop() {
        stopping = true;
        endSome();
    }
}
