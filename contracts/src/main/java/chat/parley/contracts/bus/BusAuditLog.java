package chat.parley.contracts.bus;

import chat.parley.contracts.audit.AuditEntry;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.audit.AuditLog;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link AuditLog} over the event bus, one a process: events wait here in their order until the audit verticle has acknowledged
 * them; one batch is under way at a time.
 */
public final class BusAuditLog implements AuditLog {
    private static final int MAX_WAITING = 65_536;
    private static final int MAX_BATCH = 1_024;
    private static final long RESEND_AFTER_MILLIS = 500;

    private final Vertx vertx;
    private final Context context;
    private final String source;
    private final Clock clock;

    // guarded by this
    private final ArrayDeque<AuditEntry> waiting = new ArrayDeque<>();
    private long nextNumber = 1;
    private long lost;
    private boolean sending;
    private final List<Promise<Void>> drained = new ArrayList<>();

    /**
     * Call on a context of its own or of the process.
     *
     * @param source names this process and this start of it
     */
    public BusAuditLog(Vertx vertx, String source, Clock clock) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.source = source;
        this.clock = clock;
        RecordCodec.register(vertx);
    }

    @Override
    public synchronized void record(AuditEvent event) {
        if (waiting.size() == MAX_WAITING) {
            waiting.removeFirst();
            lost++;
        }
        waiting.add(
                new AuditEntry(source, nextNumber++, ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()), event));
        if (!sending) {
            sending = true;
            context.runOnContext(_turn -> send());
        }
    }

    /** Succeeds when nothing waits any more. */
    public synchronized Future<Void> drain() {
        if (!sending) {
            return Future.succeededFuture();
        }
        Promise<Void> promise = Promise.promise();
        drained.add(promise);
        return promise.future();
    }

    /** How many events are not acknowledged yet. From any thread. */
    public synchronized int waiting() {
        return waiting.size();
    }

    private void send() {
        AuditBatch batch = nextBatch();
        vertx.eventBus()
                .request(Addresses.AUDIT, batch, RecordCodec.options(Addresses.ANSWER_TIMEOUT_MILLIS))
                .onComplete(result -> {
                    if (result.failed() || !Boolean.TRUE.equals(result.result().body())) {
                        vertx.setTimer(RESEND_AFTER_MILLIS, _again -> send());
                    } else if (acknowledged(batch)) {
                        send();
                    }
                });
    }

    private synchronized AuditBatch nextBatch() {
        return new AuditBatch(waiting.stream().limit(MAX_BATCH).toList(), lost);
    }

    /** @return whether there is more to send */
    private synchronized boolean acknowledged(AuditBatch batch) {
        lost -= batch.lost();
        long last = batch.entries().getLast().number();
        while (!waiting.isEmpty() && waiting.getFirst().number() <= last) {
            waiting.removeFirst();
        }
        sending = !waiting.isEmpty();
        if (!sending) {
            drained.forEach(Promise::complete);
            drained.clear();
        }
        return sending;
    }
}
