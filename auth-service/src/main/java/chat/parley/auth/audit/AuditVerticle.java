package chat.parley.auth.audit;

import chat.parley.contracts.audit.AuditRequest;
import chat.parley.contracts.audit.LogLines;
import chat.parley.contracts.bus.AuditBatch;
import chat.parley.contracts.bus.BusServer;
import chat.parley.contracts.bus.Registration;
import chat.parley.contracts.failure.ServiceException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of the server's log, one in a cluster. A batch is acknowledged when the operating system has it; until then whoever
 * sent it sends it again. Writes on a thread of its own. Its start fails with an {@link IOException} whose message is one
 * sentence for the operator.
 */
public final class AuditVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(AuditVerticle.class);
    private static final String POOL_NAME = "parley-audit";

    private final AuditConfig config;
    private final Clock clock;
    private final Timer writes;
    private final Counter failures;

    private @Nullable WorkerExecutor executor;
    private @Nullable AuditWriter writer;
    private @Nullable Registration registration;
    private @Nullable Registration searches;
    private boolean searching;

    /**
     * Makes one that is yet to be deployed.
     *
     * @param clock tells the time of the start, and the time zone in which the log is written
     */
    public AuditVerticle(AuditConfig config, Clock clock) {
        this(config, clock, Metrics.globalRegistry);
    }

    /**
     * Makes one that is yet to be deployed.
     *
     * @param clock tells the time of the start, and the time zone in which the log is written
     * @param meters where it counts what it writes
     */
    public AuditVerticle(AuditConfig config, Clock clock, MeterRegistry meters) {
        this.config = config;
        this.clock = clock;
        this.writes = Timer.builder("parley.audit.write")
                .description("Batches of events written to the server's log")
                .register(meters);
        this.failures = Counter.builder("parley.audit.write.failures")
                .description("Batches that could not be written, and were tried again")
                .register(meters);
    }

    @Override
    public Future<?> start() {
        WorkerExecutor thread = vertx.createSharedWorkerExecutor(POOL_NAME, 1);
        executor = thread;
        return thread.executeBlocking(this::open).compose(opened -> {
            writer = opened;
            return BusServer.serveAudit(vertx, batch -> write(thread, opened, batch))
                    .onSuccess(served -> registration = served)
                    .compose(_served -> BusServer.serveLog(vertx, this::answer))
                    .onSuccess(served -> searches = served);
        });
    }

    @Override
    public Future<?> stop() {
        Future<Void> closed = registration == null ? Future.succeededFuture() : registration.close();
        return closed.eventually(() -> searches == null ? Future.succeededFuture() : searches.close())
                .eventually(this::closeFile)
                .eventually(() -> executor == null ? Future.succeededFuture() : executor.close());
    }

    private AuditWriter open() throws IOException {
        ZonedDateTime now = ZonedDateTime.now(clock);
        AuditLines lines = switch (config.format()) {
            case TEXT -> new TextLines(config.lobby());
            case JSON -> new JsonLines();
        };
        LogFile file = LogFile.create(config.folder(), now, lines.started(now));
        LOG.atInfo().addKeyValue("file", file.path()).log("The server's log");
        return new AuditWriter(file, lines, clock.getZone());
    }

    private Future<Boolean> write(WorkerExecutor thread, AuditWriter writer, AuditBatch batch) {
        return thread.<Boolean>executeBlocking(() -> {
                    long began = System.nanoTime();
                    writer.write(batch);
                    writes.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
                    return true;
                })
                .recover(cause -> {
                    failures.increment();
                    if (!(cause instanceof IOException)) {
                        LOG.atError().setCause(cause).log("A batch of the server's log cannot be written");
                    }
                    return Future.failedFuture(
                            ServiceException.unavailable(true, "The server's log cannot be written."));
                });
    }

    private Future<?> answer(AuditRequest<?> request) {
        return switch (request) {
            case AuditRequest.SearchLog search -> search(search);
        };
    }

    /** One at a time, and not on the thread that writes. */
    private Future<LogLines> search(AuditRequest.SearchLog search) {
        if (searching) {
            return Future.failedFuture(
                    ServiceException.unavailable(true, "Another search of the log is under way; try again."));
        }
        searching = true;
        return vertx.executeBlocking(() -> new LogSearch(config.folder(), clock.getZone()).find(search), false)
                .recover(cause -> {
                    LOG.atError().setCause(cause).log("The server's log cannot be searched");
                    return Future.failedFuture(
                            ServiceException.unavailable(true, "The files of the log cannot be read."));
                })
                .onComplete(_done -> searching = false);
    }

    private Future<Void> closeFile() {
        AuditWriter open = writer;
        WorkerExecutor thread = executor;
        if (open == null || thread == null) {
            return Future.succeededFuture();
        }
        return thread.executeBlocking(() -> {
            open.close();
            return null;
        });
    }
}
