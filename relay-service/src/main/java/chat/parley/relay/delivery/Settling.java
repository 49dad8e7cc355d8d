package chat.parley.relay.delivery;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.relay.metrics.RelayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What waits until this loop has come to a position of a stream: an answer is given to a client only after the events that it tells
 * of. Who has waited until its time is over goes on without. Used on the loop's thread only.
 */
final class Settling {
    /** From the request on: with the time between two sweeps, what a client is promised. */
    private static final long PATIENCE_MILLIS = 1_750;

    private static final long LEAST_PATIENCE_MILLIS = 100;
    private static final long SWEEP_MILLIS = 250;

    private final LongSupplier presencePosition;
    private final LongSupplier nowMillis;
    private final LoopTimer timer;
    private final RelayMetrics metrics;
    private final Map<ConversationId, List<Waiting>> byConversation = new HashMap<>();
    private final List<Waiting> forPresence = new ArrayList<>();
    private boolean sweeping;

    private record Waiting(long position, long untilMillis, Promise<Void> promise) {}

    /** @param nowMillis of a clock that only goes forward */
    Settling(LongSupplier presencePosition, LongSupplier nowMillis, LoopTimer timer, RelayMetrics metrics) {
        this.presencePosition = presencePosition;
        this.nowMillis = nowMillis;
        this.timer = timer;
        this.metrics = metrics;
    }

    /** Until when the answer to something that is asked now may wait. */
    long deadlineMillis() {
        return nowMillis.getAsLong() + PATIENCE_MILLIS;
    }

    /**
     * Succeeds when this loop has come to the position of a conversation, or follows it no more.
     *
     * @param current where it is now
     * @param deadlineMillis of {@link #deadlineMillis}
     */
    Future<Void> reached(ConversationId conversation, long position, long current, long deadlineMillis) {
        return current >= position
                ? Future.succeededFuture()
                : await(
                        byConversation.computeIfAbsent(conversation, _new -> new ArrayList<>()),
                        position,
                        deadlineMillis);
    }

    /** Succeeds when this loop has come to the position of the stream of presence. */
    Future<Void> presenceReached(long position, long deadlineMillis) {
        return presencePosition.getAsLong() >= position
                ? Future.succeededFuture()
                : await(forPresence, position, deadlineMillis);
    }

    void advanced(ConversationId conversation, long position) {
        List<Waiting> waiting = byConversation.get(conversation);
        if (waiting != null) {
            release(waiting, position);
            if (waiting.isEmpty()) {
                byConversation.remove(conversation, waiting);
            }
        }
    }

    /** This loop follows the conversation no more. */
    void ended(ConversationId conversation) {
        advanced(conversation, Long.MAX_VALUE);
    }

    void presenceAdvanced(long position) {
        release(forPresence, position);
    }

    private Future<Void> await(List<Waiting> among, long position, long deadlineMillis) {
        Promise<Void> promise = Promise.promise();
        long until = Math.max(deadlineMillis, nowMillis.getAsLong() + LEAST_PATIENCE_MILLIS);
        among.add(new Waiting(position, until, promise));
        if (!sweeping) {
            sweeping = true;
            timer.after(SWEEP_MILLIS, this::sweep);
        }
        return promise.future();
    }

    /** In the order in which they began to wait. */
    private static void release(List<Waiting> waiting, long position) {
        if (waiting.isEmpty()) {
            return;
        }
        List<Waiting> released = new ArrayList<>(waiting.size());
        waiting.removeIf(one -> {
            if (one.position() <= position) {
                released.add(one);
                return true;
            }
            return false;
        });
        released.forEach(one -> one.promise().complete());
    }

    private void sweep() {
        long now = nowMillis.getAsLong();
        sweep(forPresence, now);
        List.copyOf(byConversation.values()).forEach(waiting -> sweep(waiting, now));
        byConversation.values().removeIf(List::isEmpty);
        sweeping = !forPresence.isEmpty() || !byConversation.isEmpty();
        if (sweeping) {
            timer.after(SWEEP_MILLIS, this::sweep);
        }
    }

    private void sweep(List<Waiting> waiting, long now) {
        List<Waiting> late =
                waiting.stream().filter(one -> one.untilMillis() <= now).toList();
        waiting.removeAll(late);
        late.forEach(one -> {
            metrics.unsettled();
            one.promise().complete();
        });
    }
}
