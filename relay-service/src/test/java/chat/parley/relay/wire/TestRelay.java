package chat.parley.relay.wire;

import static java.util.concurrent.TimeUnit.SECONDS;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import chat.parley.contracts.ban.AddressRange;
import chat.parley.contracts.bus.BusServices;
import chat.parley.contracts.identity.RelayId;
import chat.parley.protocol.line.LineLimits;
import chat.parley.relay.RelayConfig;
import chat.parley.relay.RelayNode;
import chat.parley.relay.listener.ConnectionLimits;
import chat.parley.relay.listener.Language;
import chat.parley.relay.listener.ListenerConfig;
import chat.parley.relay.listener.PacedEpoll;
import chat.parley.relay.metrics.RelayMetrics;
import chat.parley.relay.script.Limits;
import chat.parley.relay.script.Settings;
import chat.parley.relay.session.SessionLimits;
import chat.parley.relay.session.SessionSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;
import org.slf4j.LoggerFactory;

/** A relay on free ports, plain and TLS, with services in memory. Closing it fails when anything logged an error. */
final class TestRelay implements AutoCloseable {
    /** Is believed where others are. */
    static final String BALANCER = "127.0.0.2";

    /** Says whose connections its are. */
    static final String GATEWAY = "127.0.0.3";

    static final ConnectionLimits LIMITS = new ConnectionLimits(0, 0, 1 << 20, 1_024, 3_000, 100);
    static final SessionLimits SESSIONS = Limits.UNHURRIED;

    private static final Language WEB =
            new Language.WebSocket(List.of("https://chat.example.org", "http://localhost:3000"));

    static {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    final MemoryServices services = new MemoryServices();
    final Counts counts = new Counts();
    final Path certificate = copy(Made.CERTIFICATE.certificatePath());
    final Path key = copy(Made.CERTIFICATE.privateKeyPath());
    private final Vertx vertx;
    private final RelayNode node;
    private final String deployment;
    private final boolean clustered;
    private boolean stopped;
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    TestRelay(int loops) {
        this(loops, LIMITS, SESSIONS);
    }

    /** One whose services may be lost, and may lose it. */
    static TestRelay clustered() {
        return new TestRelay(2, LIMITS, 0, SESSIONS, true);
    }

    TestRelay(int loops, ConnectionLimits connections, SessionLimits sessions) {
        this(loops, connections, 0, sessions, false);
    }

    /** One that may take so much memory for what waits for readers. */
    static TestRelay withSendMemory(long bytes, ConnectionLimits connections) {
        return new TestRelay(2, connections, bytes, SESSIONS, false);
    }

    private TestRelay(
            int loops, ConnectionLimits connections, long sendMemoryBytes, SessionLimits sessions, boolean clustered) {
        this.clustered = clustered;
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(logged);
        logged.start();
        vertx = Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(loops + 1))
                .withTransport(PacedEpoll.best())
                .build();
        var tls = new ListenerConfig.Tls(certificate.toString(), key.toString());
        var config = new RelayConfig(
                new RelayId("relay.test"),
                loops,
                List.of(
                        new ListenerConfig("127.0.0.1", 0, null, false),
                        new ListenerConfig("127.0.0.1", 0, tls, false),
                        new ListenerConfig("127.0.0.1", 0, null, false, List.of(BALANCER)),
                        new ListenerConfig("127.0.0.1", 0, tls, false, List.of(BALANCER)),
                        new ListenerConfig("127.0.0.1", 0, null, false, List.of(), WEB),
                        new ListenerConfig("127.0.0.1", 0, tls, false, List.of(), WEB),
                        new ListenerConfig("127.0.0.1", 0, null, false, List.of(BALANCER), WEB),
                        new ListenerConfig("127.0.0.1", 0, tls, false, List.of(BALANCER), WEB)),
                LineLimits.FROM_CLIENT,
                connections,
                sendMemoryBytes,
                new Settings()
                        .registration(false, false, false)
                        .limits(sessions)
                        .gateways(new SessionSettings.Gateway("web", List.of(new AddressRange(GATEWAY))))
                        .build(),
                0,
                clustered);
        node = new RelayNode(config, () -> new BusServices(vertx), _event -> {}, Clock.systemUTC(), counts);
        deployment = await(vertx.deployVerticle(services).compose(_ready -> vertx.deployVerticle(node)));
    }

    private static Path copy(String pem) {
        try {
            Path copy = Files.createTempFile("relay", ".pem");
            return Files.copy(Path.of(pem), copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    RelayNode node() {
        return node;
    }

    int port() {
        return node.listening().get(0).port();
    }

    /** Where a balancer may be before it, plain. */
    int balancedPort() {
        return node.listening().get(2).port();
    }

    int balancedTlsPort() {
        return node.listening().get(3).port();
    }

    int tlsPort() {
        return node.listening().get(1).port();
    }

    int webSocketPort() {
        return node.listening().get(4).port();
    }

    int webSocketTlsPort() {
        return node.listening().get(5).port();
    }

    int balancedWebSocketPort() {
        return node.listening().get(6).port();
    }

    int balancedWebSocketTlsPort() {
        return node.listening().get(7).port();
    }

    WireClient connect() {
        return connect(port());
    }

    static WireClient connect(int port) {
        try {
            return new WireClient(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Stops the relay as a server does that ends. */
    void stop() {
        if (!stopped) {
            stopped = true;
            await(vertx.undeploy(deployment));
        }
    }

    @Override
    public void close() {
        stop();
        await(vertx.close());
        certificate.toFile().delete();
        key.toFile().delete();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(logged);
        Level worst = clustered ? Level.ERROR : Level.WARN;
        List<ILoggingEvent> errors = List.copyOf(logged.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(worst))
                .toList();
        if (!errors.isEmpty()) {
            throw new AssertionError(
                    "logged: " + errors + " " + errors.getFirst().getThrowableProxy());
        }
    }

    /** Made once, and only where it is needed, because that takes long. */
    private static final class Made {
        static final SelfSignedCertificate CERTIFICATE = SelfSignedCertificate.create();
    }

    /** What the relay counted. */
    static final class Counts implements RelayMetrics {
        final Map<Refusal, AtomicInteger> refusals = new ConcurrentHashMap<>();
        final List<SendQueues> queues = new CopyOnWriteArrayList<>();
        volatile LongSupplier sendMemory = () -> 0;
        final AtomicInteger gaps = new AtomicInteger();
        final AtomicInteger unsettled = new AtomicInteger();
        final AtomicInteger follows = new AtomicInteger();
        final AtomicInteger subscriptions = new AtomicInteger();
        final AtomicLong events = new AtomicLong();
        final AtomicLong batches = new AtomicLong();

        int refusedSoFar(Refusal why) {
            AtomicInteger count = refusals.get(why);
            return count == null ? 0 : count.get();
        }

        @Override
        public void refused(Refusal why) {
            refusals.computeIfAbsent(why, _new -> new AtomicInteger()).incrementAndGet();
        }

        @Override
        public void sendMemory(LongSupplier inUseBytes, long mostBytes) {
            sendMemory = inUseBytes;
        }

        @Override
        public void loopBegins(SendQueues loop) {
            queues.add(loop);
        }

        @Override
        public void gap() {
            gaps.incrementAndGet();
        }

        @Override
        public void unsettled() {
            unsettled.incrementAndGet();
        }

        @Override
        public void followedAnew() {
            follows.incrementAndGet();
        }

        @Override
        public void subscribedAnew() {
            subscriptions.incrementAndGet();
        }

        @Override
        public void delivered(int count, int readers, long bytes) {
            events.addAndGet(count);
            batches.incrementAndGet();
        }
    }
}
