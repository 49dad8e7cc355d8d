package chat.parley.relay.delivery;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.relay.metrics.RelayMetrics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * This loop's part of the barrier that a PONG is. Who waits here goes on when everything is settled that any session of this relay had
 * asked of rooms and presence by then, and when this loop has been handed what came of it; or after 2 s.
 *
 * <p>What a session had sent and is not taken up yet counts as asked, as long as one thing after the other is asked for it. Not waited
 * for is what only its asker is told and may take long: signing in, reading and searching. Nor is what waits behind that, behind a
 * PING, or because it came too fast.
 *
 * <p>Bound: a session waits once at a time. Used on the loop's thread only, but for what a {@link Rounds.Member} says.
 */
final class Barrier implements Rounds.Member {
    /** With the time between two sweeps, what a client is promised. */
    private static final long PATIENCE_MILLIS = 1_750;

    private static final long SWEEP_MILLIS = 250;

    private final Rounds rounds;
    private final LoopTurns turns;
    private final LoopTimer timer;
    private final LongSupplier nowMillis;
    private final RelayMetrics metrics;
    /** In the order of their rounds, which is that of their times. */
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    /** The sessions for which something is asked. */
    private final List<LocalSession> asking = new ArrayList<>();
    /** How many sessions the round that runs waits for. */
    private int unsettled;

    private long roundUntilMillis;
    private boolean sweeping;

    private record Waiting(long round, long untilMillis, Runnable then) {}

    /** @param nowMillis of a clock that only goes forward */
    Barrier(Rounds rounds, LoopTurns turns, LoopTimer timer, LongSupplier nowMillis, RelayMetrics metrics) {
        this.rounds = rounds;
        this.turns = turns;
        this.timer = timer;
        this.nowMillis = nowMillis;
        this.metrics = metrics;
        rounds.enter(this);
    }

    /** Whether it is waited for: others may be shown what comes of it, or it takes no time to speak of. */
    static boolean concerns(ServiceRequest<?> request) {
        return switch (request) {
            case RoomRequest.History _history -> false;
            case RoomRequest.Search _search -> false;
            case RoomRequest.Targets _targets -> false;
            case RoomRequest.ReadSaid _said -> false;
            case RoomRequest.ListRooms _list -> false;
            case RoomRequest<?> _ofRooms -> true;
            case PresenceRequest<?> _ofPresence -> true;
            default -> false;
        };
    }

    /** Something is asked for a session. */
    void asked(LocalSession local) {
        if (local.asks++ == 0) {
            local.askingAt = asking.size();
            asking.add(local);
        }
    }

    /** The session was told the answer, and has asked what it wants to ask next. */
    void answered(LocalSession local) {
        if (--local.asks == 0) {
            LocalSession last = asking.removeLast();
            if (last != local) {
                asking.set(local.askingAt, last);
                last.askingAt = local.askingAt;
            }
        }
        if (local.awaitedLines != LocalSession.NONE_AWAITED
                && (local.asks == 0 || local.session().isDone(local.awaitedLines))) {
            local.awaitedLines = LocalSession.NONE_AWAITED;
            if (--unsettled == 0) {
                rounds.settled();
            }
        }
    }

    void await(Runnable then) {
        long until = nowMillis.getAsLong() + PATIENCE_MILLIS;
        waiting.add(new Waiting(rounds.join(this), until, then));
        sweepLater();
    }

    @Override
    public void begin() {
        turns.run(() -> turns.afterReading(this::mark));
    }

    /** What is asked by now is waited for. */
    private void mark() {
        unsettled = asking.size();
        if (unsettled == 0) {
            rounds.settled();
            return;
        }
        for (LocalSession local : asking) {
            local.awaitedLines = local.session().received();
        }
        roundUntilMillis = nowMillis.getAsLong() + PATIENCE_MILLIS;
        sweepLater();
    }

    @Override
    public void over(long round) {
        turns.run(() -> release(round));
    }

    private void release(long round) {
        for (Waiting first = waiting.peek(); first != null && first.round() <= round; first = waiting.peek()) {
            waiting.remove();
            first.then().run();
        }
    }

    private void sweepLater() {
        if (!sweeping && (unsettled > 0 || !waiting.isEmpty())) {
            sweeping = true;
            timer.after(SWEEP_MILLIS, this::sweep);
        }
    }

    private void sweep() {
        sweeping = false;
        long now = nowMillis.getAsLong();
        for (Waiting first = waiting.peek(); first != null && first.untilMillis() <= now; first = waiting.peek()) {
            waiting.remove();
            metrics.unsettled();
            first.then().run();
        }
        if (unsettled > 0 && roundUntilMillis <= now) {
            unsettled = 0;
            asking.forEach(local -> local.awaitedLines = LocalSession.NONE_AWAITED);
            rounds.settled();
        }
        sweepLater();
    }
}
