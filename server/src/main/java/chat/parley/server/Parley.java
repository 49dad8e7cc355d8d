package chat.parley.server;

import chat.parley.auth.AuthVerticle;
import chat.parley.auth.audit.AuditVerticle;
import chat.parley.contracts.bus.BusAuditLog;
import chat.parley.contracts.bus.BusServices;
import chat.parley.contracts.identity.RelayId;
import chat.parley.relay.RelayConfig;
import chat.parley.relay.RelayNode;
import chat.parley.relay.listener.ListenerConfig;
import chat.parley.room.RoomVerticle;
import chat.parley.room.jdbc.SqliteRoomStore;
import chat.parley.room.presence.PresenceVerticle;
import chat.parley.server.config.ConfigReader;
import chat.parley.server.config.ConfigWatch;
import chat.parley.server.config.Configuration;
import chat.parley.server.config.Settings;
import chat.parley.server.health.HealthServer;
import chat.parley.server.health.Meters;
import chat.parley.server.health.Readiness;
import chat.parley.server.log.TechnicalLog;
import chat.parley.server.tls.Certificate;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: every part of it in this process.
 *
 * <p>The parts start side by side, but for the relay, which opens its ports when everything that it asks is there. They stop in the
 * opposite order, so that whoever may still ask something is gone before who answers.
 */
public final class Parley {
    private static final Logger LOG = LoggerFactory.getLogger(Parley.class);
    private static final long BLOCKED_LOOP_WARNING_MILLIS = 1_000;
    private static final long WATCH_MILLIS = 5_000;
    private static final int MAX_NODE_NAME = 40;

    private final Settings settings;
    private final Clock clock;
    private final Vertx vertx;
    private final RelayId relayId;
    private final long startedAtMillis;
    private final Readiness readiness = new Readiness();
    private final Meters meters;
    private final Closers closers = new Closers();

    private Certificates certificates = Certificates.NONE;
    private @Nullable RelayNode relay;
    private int healthPort;

    private Parley(Settings settings, Clock clock, Vertx vertx, Meters meters) {
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.vertx = vertx;
        this.startedAtMillis = clock.millis();
        this.relayId = relayId(settings, clock);
        closers.add("event loops", 300, vertx::close);
    }

    /**
     * Starts everything. What was started is closed again when a part fails.
     *
     * @return succeeds when clients may come; fails with what went wrong, which {@link StartFailure} puts into words
     */
    public static CompletableFuture<Parley> start(Settings settings) {
        CompletableFuture<Meters> meters = CompletableFuture.supplyAsync(Meters::new);
        Vertx vertx = Vertx.vertx(options(settings));
        return meters.thenCompose(
                made -> new Parley(settings, Clock.system(ZoneId.systemDefault()), vertx, made).begin());
    }

    private CompletableFuture<Parley> begin() {
        return Future.succeededFuture()
                .compose(begin -> startParts())
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(started -> ready())
                .exceptionallyCompose(this::failed);
    }

    private Parley ready() {
        readiness.started();
        return this;
    }

    private CompletableFuture<Parley> failed(Throwable cause) {
        return stop().thenCompose(stopped -> CompletableFuture.failedFuture(
                cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause));
    }

    private Future<Void> startParts() {
        DataFolder.makeWritable(settings.audit().folder(), "audit.folder");
        BusAuditLog auditLog = new BusAuditLog(vertx, relayId.value(), clock);

        Future<?> health = startHealth();
        Future<?> audit =
                deploy("audit", 200, new AuditVerticle(ServiceConfigs.audit(settings), clock, meters.registry()));
        closers.add("audit queue", 300, auditLog::drain);
        Future<?> auth = deploy(
                "accounts", 300, new AuthVerticle(ServiceConfigs.auth(settings), auditLog, clock, meters.registry()));
        Future<?> tls = vertx.executeBlocking(() -> Certificates.prepare(settings, clock))
                .onSuccess(prepared -> certificates = prepared);

        Future<?> presence = deploy("presence", 100, new PresenceVerticle(clock));
        Future<?> rooms = deploy(
                "rooms",
                900,
                new RoomVerticle(
                        on -> SqliteRoomStore.open(on, settings.database().rooms()),
                        ServiceConfigs.room(settings),
                        auditLog,
                        meters.room(),
                        clock));
        Future<?> lag =
                vertx.deployVerticle(meters.lag()::probe, new DeploymentOptions().setInstances(loops(settings)));

        List<Future<?>> parts = List.of(health, audit, auth, tls, presence, rooms, lag);
        return Future.join(parts).recover(any -> firstFailure(parts)).compose(ready -> startRelay(auditLog));
    }

    private Future<Void> startRelay(BusAuditLog auditLog) {
        RelayConfig config = ServiceConfigs.relay(settings, relayId, relayLoops(settings), clock);
        RelayNode node = new RelayNode(config, () -> new BusServices(vertx), auditLog, clock, meters.relay());
        return deploy("relay", 2_800, node)
                .onSuccess(open -> {
                    relay = node;
                    certificates.watch(vertx, WATCH_MILLIS, node::reloadCertificates);
                    closers.add("certificate watch", 100, () -> {
                        certificates.stopWatching();
                        return Future.succeededFuture();
                    });
                })
                .mapEmpty();
    }

    private Future<Void> startHealth() {
        if (!settings.health().enabled()) {
            return Future.succeededFuture();
        }
        HealthServer health = new HealthServer(vertx, settings.health(), readiness, meters::scrape);
        closers.add("health", 100, health::close);
        return health.listen().onSuccess(port -> healthPort = port).mapEmpty();
    }

    /** Deploys a part, and sees to its undeployment. */
    private Future<?> deploy(String name, long stopMillis, Deployable part) {
        long startedNanos = System.nanoTime();
        Future<String> deployed = vertx.deployVerticle(part);
        closers.add(
                name,
                stopMillis,
                () -> deployed.succeeded() ? vertx.undeploy(deployed.result()) : Future.succeededFuture());
        return deployed.onSuccess(id -> LOG.atDebug()
                .addKeyValue("part", name)
                .addKeyValue("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos))
                .log("started"));
    }

    /** In the order in which the parts are listed, not in which they failed: the same fault reads the same each time. */
    private static <T> Future<T> firstFailure(List<Future<?>> parts) {
        return parts.stream()
                .filter(Future::failed)
                .findFirst()
                .<Future<T>>map(part -> Future.failedFuture(part.cause()))
                .orElseThrow();
    }

    /** Stops everything within 5 s: clients are told, what was accepted is committed. Never fails. */
    public CompletableFuture<Void> stop() {
        readiness.stopping();
        return closers.closeAll();
    }

    /** Takes up what changes in the configuration's file, as far as that can be done while running. */
    public void watch(ConfigReader reader, Configuration started) {
        Path file = reader.file();
        if (file == null) {
            return;
        }
        Reconfiguration reconfiguration = new Reconfiguration(started, this::reconfigure);
        ConfigWatch watch = ConfigWatch.start(vertx, reader, file, WATCH_MILLIS, reconfiguration::changed);
        closers.add("configuration watch", 100, () -> {
            watch.stop();
            return Future.succeededFuture();
        });
    }

    private void reconfigure(Settings changed) {
        TechnicalLog.level(changed.log().level().name());
        if (relay != null) {
            relay.reconfigure(
                    ServiceConfigs.sessions(changed, startedAtMillis), ServiceConfigs.connections(changed.limits()));
        }
    }

    /** The certificates that TLS listeners show, each once. */
    public List<Certificate> certificates() {
        return certificates.inUse();
    }

    /** Where clients can connect, with the ports that were got, in the configuration's order. */
    public List<ListenerConfig> listening() {
        return relay == null ? List.of() : relay.listening();
    }

    /** Where liveness, readiness and metrics are told; 0 where they are not. */
    public int healthPort() {
        return healthPort;
    }

    private static VertxOptions options(Settings settings) {
        return new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(loops(settings))
                .setMaxEventLoopExecuteTime(BLOCKED_LOOP_WARNING_MILLIS)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS);
    }

    /** Of this process: as many as carry connections, and at least one a core. */
    private static int loops(Settings settings) {
        return Math.max(relayLoops(settings), Runtime.getRuntime().availableProcessors());
    }

    private static int relayLoops(Settings settings) {
        int wanted = settings.relay().eventLoops();
        return wanted == 0 ? Runtime.getRuntime().availableProcessors() : wanted;
    }

    /** This life of this process: another one each start. */
    private static RelayId relayId(Settings settings, Clock clock) {
        String name = settings.server().name().value();
        String node = name.substring(0, Math.min(name.length(), MAX_NODE_NAME));
        return new RelayId(node + "." + Long.toString(clock.millis(), Character.MAX_RADIX));
    }
}
