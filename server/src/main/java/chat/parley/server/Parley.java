package chat.parley.server;

import chat.parley.contracts.bus.BusAuditLog;
import chat.parley.contracts.bus.ReloadLink;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.status.NodeId;
import chat.parley.contracts.status.NodeStatus;
import chat.parley.contracts.status.PartStatus;
import chat.parley.contracts.status.Role;
import chat.parley.protocol.name.NickRules;
import chat.parley.relay.listener.ListenerConfig;
import chat.parley.relay.listener.PacedEpoll;
import chat.parley.server.admin.Reloaded;
import chat.parley.server.cluster.ClusterNode;
import chat.parley.server.company.Company;
import chat.parley.server.company.Roll;
import chat.parley.server.company.Sighting;
import chat.parley.server.config.ConfigReader;
import chat.parley.server.config.ConfigWatch;
import chat.parley.server.config.Configuration;
import chat.parley.server.config.Settings;
import chat.parley.server.config.SharedSettings;
import chat.parley.server.health.HealthServer;
import chat.parley.server.health.Meters;
import chat.parley.server.health.Readiness;
import chat.parley.server.log.TechnicalLog;
import chat.parley.server.names.Names;
import chat.parley.server.report.StatusAnswers;
import chat.parley.server.start.StartException;
import chat.parley.server.tls.Certificate;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A running process of a server, with the parts that its role asks for.
 *
 * <p>The parts start side by side, but for the relay, which opens its ports when everything that it asks is there. They stop in the
 * opposite order, so that whoever may still ask something is gone before who answers.
 */
public final class Parley {
    private static final long BLOCKED_LOOP_WARNING_MILLIS = 1_000;
    private static final long WATCH_MILLIS = 5_000;

    private final Role role;
    private final Settings settings;
    /** With what was changed since the start. */
    private volatile Settings inForce;

    private final Clock clock;
    private final long startedAtMillis;
    private final NodeId id;
    private final Closers closers = new Closers();
    private final Readiness readiness;
    private final CompletableFuture<Void> gaveUp = new CompletableFuture<>();

    private volatile IntSupplier reachable = () -> 0;
    private volatile Company company = Company.NONE;
    private volatile @Nullable Node node;
    private volatile @Nullable RelayPart relay;
    private volatile @Nullable AdminPart adminPart;
    private volatile @Nullable Reloading reloading;
    private volatile int healthPort;

    /** Makes one that is not started yet. */
    public Parley(Role role, Settings settings) {
        this(role, settings, Clock.system(ZoneId.systemDefault()));
    }

    /** Makes one that goes by a clock of its own. */
    Parley(Role role, Settings settings, Clock clock) {
        this.role = role;
        this.settings = settings;
        this.inForce = settings;
        this.clock = clock;
        this.startedAtMillis = clock.millis();
        this.id = NodeNames.id(role, settings, startedAtMillis);
        this.readiness = new Readiness(this::isInContact);
    }

    private boolean isInContact() {
        RelayPart clients = relay;
        return company.inContact() && (clients == null || clients.isInContact());
    }

    // ---- start ----

    /**
     * Starts everything, and waits for whoever this process asks something of: as long as it takes. What was started is closed
     * again when a part fails.
     *
     * @return succeeds when it does what it is there for; fails with what went wrong, which {@link StartFailure} puts into words
     */
    public CompletableFuture<Void> start() {
        CompletableFuture<NickRules> nicks = Names.of(settings.names());
        CompletableFuture<Meters> meters = CompletableFuture.supplyAsync(Meters::new);
        Future<Vertx> vertx = vertx();
        return meters.thenCombine(nicks, (counting, rules) -> vertx.compose(ground -> begin(ground, counting, rules)))
                .thenCompose(Future::toCompletionStage)
                .exceptionallyCompose(this::failed);
    }

    private Future<Vertx> vertx() {
        if (!role.isClustered()) {
            Vertx alone = Vertx.builder()
                    .with(options())
                    .withTransport(PacedEpoll.best())
                    .build();
            closers.add("event loops", 300, alone::close);
            return Future.succeededFuture(alone);
        }
        return Future.fromCompletionStage(ClusterNode.start(settings.cluster(), id.name(), options()))
                .compose(this::joined);
    }

    private Future<Vertx> joined(ClusterNode member) {
        if (closers.isClosing()) {
            return member.close().compose(_closed -> Future.failedFuture(Node.stopped()));
        }
        closers.add("event loops", role == Role.RELAY ? 1_000 : 2_000, member::close);
        reachable = () -> member.members().size() - 1;
        return Future.succeededFuture(member.vertx());
    }

    private VertxOptions options() {
        return new VertxOptions()
                .setEventLoopPoolSize(loops())
                .setMaxEventLoopExecuteTime(BLOCKED_LOOP_WARNING_MILLIS)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS);
    }

    /** Of this process: as many as carry connections, and at least one a core. */
    private int loops() {
        return Math.max(RelayPart.loops(settings), Runtime.getRuntime().availableProcessors());
    }

    private Future<Void> begin(Vertx vertx, Meters meters, NickRules nicks) {
        Node ground = new Node(
                id,
                role,
                settings,
                nicks,
                clock,
                startedAtMillis,
                vertx,
                meters,
                new BusAuditLog(vertx, id.toString(), clock),
                closers);
        node = ground;
        if (!role.isClustered()) {
            return startParts(ground, startHealth(ground));
        }
        meters.members(() -> reachable.getAsInt() + 1);
        company = new Roll(vertx, reachable, this::status, gaveUp::completeExceptionally);
        closers.add("place in the cluster", 200, company::leave);
        Future<?> health = startHealth(ground);
        return company.join().compose(_joined -> startParts(ground, health));
    }

    private Future<Void> startParts(Node ground, Future<?> health) {
        List<Future<?>> parts = new ArrayList<>();
        if (role.hasAccounts()) {
            parts.add(AccountsPart.startLog(ground));
        }
        closers.add("audit queue", 300, ground.auditLog()::drain);
        if (role.hasAccounts()) {
            parts.add(AccountsPart.startAccounts(ground));
        }
        RelayPart clients = role.hasConnections() ? new RelayPart(ground, company) : null;
        relay = clients;
        if (clients != null) {
            parts.add(clients.prepare());
        }
        if (role.hasRooms()) {
            parts.add(RoomsPart.startPresence(ground));
            parts.add(RoomsPart.startRooms(ground));
        }
        parts.add(ground.vertx()
                .deployVerticle(ground.meters().lag()::probe, new DeploymentOptions().setInstances(loops())));
        parts.add(health);
        return Node.all(parts).compose(_started -> clients == null ? serve() : open(clients));
    }

    /** Others may need this process to do without them, so it does not wait for them. */
    private Future<Void> serve() {
        readiness.started();
        return company.meet();
    }

    private Future<Void> open(RelayPart clients) {
        return company.meet().compose(_met -> clients.open()).onSuccess(_open -> readiness.started());
    }

    private Future<Void> startHealth(Node ground) {
        if (!settings.health().enabled()) {
            return Future.succeededFuture();
        }
        AdminPart admin = new AdminPart(ground, statusAnswers(ground)::all, this::reload);
        adminPart = admin;
        return admin.prepare().compose(api -> startHealth(ground, api));
    }

    private Future<Void> startHealth(Node ground, Handler<HttpServerRequest> api) {
        HealthServer health = new HealthServer(
                ground.vertx(), settings.health(), readiness, ground.meters()::scrape, statusAnswers(ground), api);
        closers.add("health", 100, health::close);
        return health.listen().onSuccess(port -> healthPort = port).mapEmpty();
    }

    // ---- stop ----

    private CompletableFuture<Void> failed(Throwable cause) {
        return stop().thenCompose(stopped -> CompletableFuture.failedFuture(
                cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause));
    }

    /** Fails, with a {@link StartException}, when this process has to go although nobody asked it to. Never succeeds. */
    public CompletableFuture<Void> gaveUp() {
        return gaveUp;
    }

    /** Stops everything within 5 s: clients are told, what was accepted is committed. Never fails. */
    public CompletableFuture<Void> stop() {
        readiness.stopping();
        return closers.closeAll();
    }

    // ---- while it runs ----

    /** Takes up what changes in the configuration's file, as far as that can be done while running. */
    public void watch(ConfigReader reader, Configuration started) {
        Path file = reader.file();
        Node ground = node;
        if (file == null || ground == null) {
            return;
        }
        Reconfiguration reconfiguration = new Reconfiguration(started, this::reconfigure);
        Reloading looking = new Reloading(ground.vertx(), reader, reconfiguration);
        reloading = looking;
        new ReloadLink(ground.vertx())
                .listen(looking::look)
                .onSuccess(listening -> closers.add("configuration on demand", 100, listening::close));
        ConfigWatch watch = ConfigWatch.start(ground.vertx(), reader, file, WATCH_MILLIS, reconfiguration::changed);
        closers.add("configuration watch", 100, () -> {
            watch.stop();
            return Future.succeededFuture();
        });
    }

    private StatusAnswers statusAnswers(Node ground) {
        return new StatusAnswers(ground.vertx(), this::status, company::others);
    }

    private Future<Reloaded> reload() {
        Reloading looking = reloading;
        return looking == null
                ? Future.failedFuture(ServiceException.unavailable(
                        true, "This process has no configuration file, or has not started yet."))
                : looking.everywhere();
    }

    private void reconfigure(Settings changed) {
        inForce = changed;
        TechnicalLog.level(changed.log().level().name());
        RelayPart clients = relay;
        if (clients != null) {
            clients.reconfigure(changed);
        }
    }

    /** What this process says of itself. */
    public NodeStatus status() {
        List<PartStatus> parts = new ArrayList<>();
        Node ground = node;
        RelayPart clients = relay;
        if (ground != null) {
            parts.add(new PartStatus.Audit(ground.auditLog().waiting()));
        }
        if (ground != null && role.hasRooms()) {
            parts.add(ground.meters().room().status());
        }
        if (clients != null) {
            parts.add(clients.status());
        }
        return new NodeStatus(
                id,
                role,
                readiness.phase(),
                startedAtMillis,
                Version.number(),
                List.of(),
                SharedSettings.of(inForce),
                parts);
    }

    /** The other processes that were heard of lately. */
    public List<Sighting> others() {
        return company.others();
    }

    public NodeId id() {
        return id;
    }

    /** What this process is in the server. */
    public Role role() {
        return role;
    }

    /** The certificates that TLS listeners show, each once. */
    public List<Certificate> certificates() {
        RelayPart clients = relay;
        return clients == null ? List.of() : clients.certificates();
    }

    /** Where clients can connect, with the ports that were got, in the configuration's order. */
    public List<ListenerConfig> listening() {
        RelayPart clients = relay;
        return clients == null ? List.of() : clients.listening();
    }

    /** What whoever looks after the server has to show, when it was made by this start; else null. */
    public @Nullable String freshAdminSecret() {
        AdminPart admin = adminPart;
        return admin == null ? null : admin.fresh();
    }

    /** Where liveness, readiness and metrics are told; 0 where they are not. */
    public int healthPort() {
        return healthPort;
    }
}
