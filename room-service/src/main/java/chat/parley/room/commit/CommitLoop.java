package chat.parley.room.commit;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.room.metrics.RoomMetrics;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.Conversations;
import chat.parley.room.model.Decider;
import chat.parley.room.model.Verdict;
import chat.parley.room.store.RoomStore;
import chat.parley.room.store.StoreTakenException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, stores, and only then answers. Requests wait until the commit before them is done; then all of them are decided, in
 * their order, and what they change is stored in one transaction. So nothing is ever decided on top of something that is not
 * stored yet, but for what is in the same transaction; and what waited too long can be refused for certain.
 *
 * <p>At its bounds ({@link LoopLimits}) further requests are refused. Belongs to the room verticle's context, which also calls
 * {@link #tick} several times a second.
 */
public final class CommitLoop {
    private static final Logger LOG = LoggerFactory.getLogger(CommitLoop.class);
    private static final int PURGED_AT_ONCE = 2_000;
    private static final long NONCE_LIFE_MILLIS = TimeUnit.HOURS.toMillis(24);

    private static final String TAKEN = "Another process keeps the conversations now; try again.";

    private final RoomStore store;
    private final Conversations conversations;
    private final Decider decider;
    private final LoopLimits limits;
    private final Committed committed;
    private final RoomMetrics metrics;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Executor turnEnd;

    private final Loading loading;
    private final Waiting waiting = new Waiting();
    private @Nullable Batch batch;
    private boolean troubled;
    private boolean purging;
    private boolean purgeDue;
    private boolean scheduled;
    private long batches;
    private @Nullable Promise<Void> drained;
    private final Promise<Void> taken = Promise.promise();

    /** What is being stored. */
    private static final class Batch {
        final long number;
        final List<Entry> decided;
        final ChangeSet changes;
        final long beganNanos;
        boolean unresolved;

        Batch(long number, List<Entry> decided, ChangeSet changes, long beganNanos) {
            this.number = number;
            this.decided = decided;
            this.changes = changes;
            this.beganNanos = beganNanos;
        }
    }

    /**
     * Begins with nothing waiting.
     *
     * @param clock gives events their times
     * @param nanos a clock that is never set, for ages
     * @param turnEnd runs what it is given after what the event loop has at hand
     */
    public CommitLoop(
            RoomStore store,
            Conversations conversations,
            Decider decider,
            LoopLimits limits,
            Committed committed,
            RoomMetrics metrics,
            Clock clock,
            LongSupplier nanos,
            Executor turnEnd) {
        this.store = store;
        this.conversations = conversations;
        this.decider = decider;
        this.limits = limits;
        this.committed = committed;
        this.metrics = metrics;
        this.clock = clock;
        this.nanos = nanos;
        this.turnEnd = turnEnd;
        this.loading = new Loading(store, conversations, this::loaded);
    }

    /**
     * Has a request decided.
     *
     * @return its answer, once all that it builds on is stored; fails with {@code Unavailable(certain = true)} when it was
     *     refused undecided or could not be stored, and with {@code Unavailable(certain = false)} when nobody knows
     */
    public Future<Object> submit(RoomRequest<?> request) {
        Entry entry = new Entry(request, nanos.getAsLong());
        if (taken.future().isComplete()) {
            refuse(entry, RoomMetrics.Refusal.STORE, TAKEN);
        } else if (drained != null) {
            refuse(entry, RoomMetrics.Refusal.STOPPING, "The server is stopping.");
        } else if (waiting.size() >= limits.maxWaiting() || waiting.bytes() >= limits.maxWaitingBytes()) {
            refuse(entry, RoomMetrics.Refusal.OVERLOAD, "Too much is being said at once; try again.");
        } else {
            waiting.add(entry);
            schedule();
        }
        return entry.answer();
    }

    /** Refuses what waited too long, and takes up again what could not be done. */
    public void tick() {
        long now = nanos.getAsLong();
        long expiry = TimeUnit.MILLISECONDS.toNanos(limits.expiryMillis());
        waiting.remove(entry -> entry.isOlderThan(expiry, now), this::expire);
        Batch current = batch;
        if (current != null) {
            giveUpOn(current, now);
            if (current.unresolved) {
                current.unresolved = false;
                resolve(current);
            }
        }
        if (waiting.size() == 0) {
            loading.forget();
        }
        loading.load();
        schedule();
        checkDrained();
    }

    /** Says that what is no longer wanted may be thrown away, when there is time. */
    public void purge() {
        purgeDue = !taken.future().isComplete();
        schedule();
    }

    /** Takes no more; succeeds when all that it took is answered. */
    public Future<Void> drain() {
        if (drained == null) {
            drained = Promise.promise();
            checkDrained();
        }
        return drained.future();
    }

    /** Succeeds when another process has taken the store; whatever is asked here from then on is refused. */
    public Future<Void> taken() {
        return taken.future();
    }

    private void checkDrained() {
        if (drained != null && batch == null && !purging && waiting.size() == 0) {
            drained.tryComplete();
        }
    }

    private void loaded() {
        waiting.unpark();
        schedule();
    }

    private void schedule() {
        if (!scheduled && batch == null && !purging && (waiting.hasNext() || purgeDue)) {
            scheduled = true;
            turnEnd.execute(this::begin);
        }
    }

    private void begin() {
        scheduled = false;
        if (batch != null || purging) {
            return;
        }
        if (!waiting.hasNext()) {
            startPurge();
            return;
        }
        metrics.waiting(waiting.size());
        List<Entry> decided = new ArrayList<>(waiting.size());
        ChangeSet changes = new ChangeSet();
        if (!decide(decided, changes)) {
            schedule();
            return;
        }
        if (changes.isEmpty()) {
            tell(decided, changes);
            checkDrained();
            return;
        }
        Batch next = new Batch(++batches, decided, changes, nanos.getAsLong());
        batch = next;
        store.commit(next.number, changes).onComplete(result -> {
            if (result.succeeded()) {
                stored(next);
            } else if (result.cause() instanceof StoreTakenException) {
                metrics.commitFailed();
                notStored(next);
                isTaken();
            } else {
                metrics.commitFailed();
                trouble("a batch could not be stored", result.cause());
                resolve(next);
            }
        });
    }

    /** @return false when it has to be begun again */
    private boolean decide(List<Entry> decided, ChangeSet changes) {
        long nowNanos = nanos.getAsLong();
        long expiry = TimeUnit.MILLISECONDS.toNanos(limits.expiryMillis());
        long nowMillis = clock.millis();
        for (Entry entry = waiting.next(this::foresee); entry != null; entry = waiting.next(this::foresee)) {
            if (entry.isOlderThan(expiry, nowNanos)) {
                expire(entry);
                continue;
            }
            Verdict verdict;
            try {
                verdict = decider.decide(entry.request(), nowMillis, changes);
            } catch (RuntimeException bug) {
                // the state may be half changed: nothing that was decided on it counts
                conversations.clear();
                waiting.returnToFront(decided);
                entry.fail(bug);
                return false;
            }
            switch (verdict) {
                case Verdict.Missing(var needs) -> {
                    waiting.park(entry);
                    loading.want(needs);
                }
                case Verdict.Refused(var failure) -> entry.refuse(failure);
                default -> {
                    entry.decided(verdict);
                    decided.add(entry);
                }
            }
        }
        loading.load();
        return true;
    }

    private void foresee(Entry entry) {
        loading.want(decider.foresee(entry.request()));
    }

    private void stored(Batch done) {
        if (troubled) {
            troubled = false;
            LOG.atInfo().log("storing works again");
        }
        metrics.committed(done.changes.storedEvents(), nanos.getAsLong() - done.beganNanos);
        metrics.said(says(done.decided));
        batch = null;
        tell(done.decided, done.changes);
        schedule();
        checkDrained();
    }

    private static int says(List<Entry> decided) {
        int says = 0;
        for (Entry entry : decided) {
            if (entry.request() instanceof RoomRequest.Say say && say.stored()) {
                says++;
            }
        }
        return says;
    }

    private void tell(List<Entry> decided, ChangeSet changes) {
        try {
            committed.committed(decided, changes);
        } catch (RuntimeException bug) {
            LOG.atError().setCause(bug).log("telling what was committed failed");
        }
    }

    /** Finds out what became of a batch whose commit failed. */
    private void resolve(Batch failed) {
        store.lastBatch().onComplete(result -> {
            if (result.cause() instanceof StoreTakenException) {
                batch = null;
                failed.decided.forEach(CommitLoop::leaveOpen);
                isTaken();
            } else if (result.failed()) {
                trouble("nobody can tell yet whether a batch is stored; asking again", result.cause());
                failed.unresolved = true;
            } else if (result.result() == failed.number) {
                stored(failed);
            } else {
                notStored(failed);
            }
        });
    }

    /** Trouble with the store tends to stay: the first of it is told as an error, and its end. */
    private void trouble(String what, Throwable cause) {
        (troubled ? LOG.atDebug() : LOG.atError()).setCause(cause).log(what);
        troubled = true;
    }

    private void notStored(Batch failed) {
        conversations.undo(failed.changes);
        batch = null;
        failed.decided.forEach(entry -> refuse(
                entry, RoomMetrics.Refusal.STORE, "The server cannot store anything at the moment; try again later."));
        schedule();
        checkDrained();
    }

    private void giveUpOn(Batch current, long nowNanos) {
        long unknown = TimeUnit.MILLISECONDS.toNanos(limits.unknownMillis());
        for (Entry entry : current.decided) {
            if (entry.isOlderThan(unknown, nowNanos)) {
                leaveOpen(entry);
            }
        }
    }

    private static void leaveOpen(Entry entry) {
        entry.refuse(new Failure.Unavailable(
                false, "The server does not know yet whether this is stored; send it again to learn."));
    }

    /** Nothing is stored here any more. */
    private void isTaken() {
        taken.tryComplete();
        waiting.remove(_any -> true, entry -> refuse(entry, RoomMetrics.Refusal.STORE, TAKEN));
        checkDrained();
    }

    private void expire(Entry entry) {
        refuse(entry, RoomMetrics.Refusal.EXPIRED, "The server is too busy; this is not stored. Try again.");
    }

    private void refuse(Entry entry, RoomMetrics.Refusal why, String text) {
        metrics.refused(why);
        entry.refuse(new Failure.Unavailable(true, text));
    }

    private void startPurge() {
        if (!purgeDue) {
            return;
        }
        purgeDue = false;
        purging = true;
        store.purge(clock.millis() - NONCE_LIFE_MILLIS, PURGED_AT_ONCE).onComplete(result -> {
            purging = false;
            if (result.cause() instanceof StoreTakenException) {
                isTaken();
            } else if (result.failed()) {
                LOG.atWarn().setCause(result.cause()).log("throwing away what is no longer wanted failed; later again");
            } else {
                purgeDue = result.result();
            }
            schedule();
            checkDrained();
        });
    }
}
