package chat.parley.relay;

import chat.parley.contracts.Services;
import chat.parley.contracts.audit.AuditLog;
import chat.parley.contracts.bus.Registration;
import chat.parley.contracts.bus.RelayLink;
import chat.parley.contracts.bus.RelayListener;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.relay.command.Commands;
import chat.parley.relay.delivery.Claims;
import chat.parley.relay.delivery.EventLines;
import chat.parley.relay.delivery.LoopInbox;
import chat.parley.relay.delivery.LoopTimer;
import chat.parley.relay.delivery.Rounds;
import chat.parley.relay.delivery.Subscriptions;
import chat.parley.relay.listener.AddressLimit;
import chat.parley.relay.listener.CannotListenException;
import chat.parley.relay.listener.ConnectionLimits;
import chat.parley.relay.listener.ListenerConfig;
import chat.parley.relay.listener.SendMemory;
import chat.parley.relay.metrics.RelayMetrics;
import chat.parley.relay.session.CommandTable;
import chat.parley.relay.session.Peer;
import chat.parley.relay.session.SessionContext;
import chat.parley.relay.session.SessionSettings;
import chat.parley.relay.view.Headcount;
import chat.parley.relay.view.Views;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.ContextInternal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The relay of one process: deploys its event loops, listens to the services for all of them, and opens the ports once it knows who
 * is here. To be deployed once; undeploying it tells the clients, and closes within seconds.
 *
 * <p>What the services send is handed to every loop before any of them acts on it.
 */
public final class RelayNode extends VerticleBase {
    /** From here downwards: a number for each listener that takes any port, which no other server of this process uses. */
    private static final int ANY_PORT = -1_000;

    private final RelayConfig config;
    private final Supplier<Services> servicesOfContext;
    private final AuditLog audit;
    private final Clock clock;
    private final RelayMetrics metrics;
    private final AddressLimit addresses;
    private final SendMemory memory;
    private final Headcount headcount = new Headcount();
    private volatile SessionSettings sessionSettings;
    private final CommandTable commands = Commands.table();
    private final CommandTable classicCommands = Commands.classic();
    private final AtomicLong sessions = new AtomicLong();
    private final List<RelayVerticle> loops = new ArrayList<>();
    private List<LoopInbox> inboxes = List.of();
    private volatile List<ListenerConfig> listening = List.of();
    private NodeSubscriptions subscriptions;
    private Rounds rounds;
    private PresenceFollower presence;
    private volatile @Nullable Beats beats;
    private Claims claims = Claims.UNHEEDED;
    private Registration ear;

    /** @param servicesOfContext the way to the services, for the context that it is called on */
    @SuppressWarnings("NullAway.Init") // Vert.x calls start before anything else
    public RelayNode(
            RelayConfig config,
            Supplier<Services> servicesOfContext,
            AuditLog audit,
            Clock clock,
            RelayMetrics metrics) {
        this.config = config;
        this.servicesOfContext = servicesOfContext;
        this.audit = audit;
        this.clock = clock;
        this.metrics = metrics;
        this.addresses = new AddressLimit(config.connections());
        this.memory = SendMemory.ofConnections(config.sendMemoryBytes());
        this.sessionSettings = config.sessions();
    }

    /** Succeeds when all ports are open; waits for the services as long as it takes. Fails with a {@link CannotListenException}. */
    @Override
    public Future<?> start() {
        Services services = services();
        metrics.sendMemory(memory::inUseBytes, memory.mostBytes());
        subscriptions = new NodeSubscriptions(context, config.relay(), services);
        Context own = context;
        rounds = new Rounds(task -> own.runOnContext(_turn -> task.run()));
        prepare(services);
        List<Future<String>> deployed = new ArrayList<>();
        for (int i = 0; i < config.loops(); i++) {
            RelayVerticle loop = new RelayVerticle(this);
            loops.add(loop);
            deployed.add(vertx.deployVerticle(loop));
        }
        return Future.all(deployed)
                .compose(_deployed -> {
                    inboxes = loops.stream().map(RelayVerticle::inbox).toList();
                    return RelayLink.listen(vertx, config.relay(), new ToLoops());
                })
                .compose(registration -> {
                    ear = registration;
                    return presence.follow();
                })
                .compose(_followed -> {
                    if (beats != null) {
                        beats.start();
                    }
                    return listen();
                });
    }

    private void prepare(Services services) {
        var toLoops = new ToLoops();
        LoopTimer timer = (millis, task) -> vertx.setTimer(millis, _timer -> task.run());
        LongSupplier uptimeMillis = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        Picture picture = null;
        if (config.clustered()) {
            var sessionsClaimed = new ClaimedSessions(uptimeMillis);
            claims = sessionsClaimed;
            picture = new Picture(config.relay(), sessionsClaimed);
        }
        presence = new PresenceFollower(timer, uptimeMillis, config.relay(), services, toLoops, picture, metrics);
        if (config.clustered()) {
            var recovery = new RoomsRecovery(
                    config.relay(),
                    services,
                    (resumed, ended) -> subscriptions.renew(timer, resumed, ended),
                    timer,
                    clock::millis,
                    toLoops,
                    metrics);
            beats = new Beats(
                    config.relay(),
                    services,
                    timer,
                    uptimeMillis,
                    headcount,
                    presence,
                    recovery,
                    toLoops::everybody,
                    metrics);
        }
    }

    private Future<Void> listen() {
        Future<List<ListenerConfig>> done = Future.succeededFuture(new ArrayList<>());
        for (ListenerConfig listener : config.listeners()) {
            done = done.compose(
                    open -> listenOnAllLoops(listener, ANY_PORT - open.size()).map(actual -> {
                        open.add(actual);
                        return open;
                    }));
        }
        return done.map(open -> {
            listening = List.copyOf(open);
            return null;
        });
    }

    /** The first loop gets the port, the others share it. */
    private Future<ListenerConfig> listenOnAllLoops(ListenerConfig listener, int freePort) {
        return loops.getFirst()
                .listen(listener, freePort)
                .compose(actual -> Future.all(loops.stream()
                                .skip(1)
                                .map(loop -> loop.listen(listener, freePort))
                                .toList())
                        .map(actual))
                .recover(cause -> Future.failedFuture(new CannotListenException(listener, cause)));
    }

    /** Hands what the services tell to every loop. */
    private final class ToLoops implements RelayListener, PresenceFollower.Sink, RoomsRecovery.Sink {
        @Override
        public void onEvents(List<ConversationEvents> batch) {
            LoopInbox.events(inboxes, batch);
        }

        @Override
        public void onTails(Map<ConversationId, Long> tails, List<RecentDirect> directs) {
            LoopInbox.tails(inboxes, tails, directs);
        }

        @Override
        public void onPresence(PresenceFrame frame) {
            presence.onFrame(frame);
        }

        @Override
        public void presence(PresenceSnapshot snapshot) {
            LoopInbox.presence(inboxes, snapshot);
        }

        @Override
        public void presence(PresenceFrame frame) {
            LoopInbox.presence(inboxes, frame);
        }

        @Override
        public void complete(long asOfMillis) {
            LoopInbox.tell(inboxes, loop -> loop.onPresenceComplete(asOfMillis));
        }

        @Override
        public void givenUp(Set<SessionId> gone) {
            LoopInbox.tell(inboxes, loop -> loop.onGivenUp(gone));
        }

        @Override
        public void resumed(RoomSnapshot snapshot) {
            LoopInbox.tell(inboxes, loop -> loop.onResumed(snapshot));
        }

        @Override
        public void ended(ConversationId room) {
            LoopInbox.tell(inboxes, loop -> loop.onEnded(room));
        }

        @Override
        public Future<Void> arriveAgain() {
            Promise<Void> all = ((ContextInternal) context).promise();
            Future.join(loops.stream().map(RelayVerticle::arriveAgain).toList())
                    .<Void>mapEmpty()
                    .onComplete(all);
            return all.future();
        }

        @Override
        public void recentDirects(List<RecentDirect> recent) {
            LoopInbox.tell(inboxes, loop -> loop.onRecentDirects(recent));
        }

        void everybody(String text) {
            LoopInbox.tell(inboxes, loop -> loop.notice(text));
        }
    }

    /**
     * Whether the services that every message needs can be reached, as far as is known; always so where they are in this process.
     * From any thread.
     */
    public boolean inContact() {
        Beats beating = beats;
        return beating == null || beating.inContact();
    }

    /** The loops are about to stop: in a cluster, others learn that people may be back soon elsewhere. From any thread. */
    Future<Void> retire() {
        Promise<Void> retired = Promise.promise();
        context.runOnContext(_turn -> {
            Beats beating = beats;
            (beating == null ? Future.<Void>succeededFuture() : beating.retire()).onComplete(retired);
        });
        return retired.future();
    }

    /** Called by Vert.x after the loops have ended. */
    @Override
    public Future<?> stop() {
        presence.stop();
        return ear.close();
    }

    /** Where it listens, with the ports that it got; empty until it has started. From any thread. */
    public List<ListenerConfig> listening() {
        return listening;
    }

    /** Changes what sessions to come have in common, and how many there may be. From any thread. */
    public void reconfigure(SessionSettings changed, ConnectionLimits limits) {
        sessionSettings = changed;
        addresses.reconfigure(limits);
    }

    /** How many connections are open. From any thread. */
    public int connections() {
        return addresses.connections();
    }

    /** Reads all certificates again, for connections to come. Fails, going on with the old ones, where one cannot be used. */
    public Future<Void> reloadCertificates() {
        return Future.join(loops.stream().map(RelayVerticle::reloadCertificates).toList())
                .mapEmpty();
    }

    RelayConfig settings() {
        return config;
    }

    Services services() {
        return servicesOfContext.get();
    }

    AuditLog audit() {
        return audit;
    }

    Clock clock() {
        return clock;
    }

    RelayMetrics metrics() {
        return metrics;
    }

    Headcount headcount() {
        return headcount;
    }

    AddressLimit addresses() {
        return addresses;
    }

    SendMemory memory() {
        return memory;
    }

    Rounds rounds() {
        return rounds;
    }

    Claims claims() {
        return claims;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    SessionId nextSession() {
        return new SessionId(config.relay(), sessions.incrementAndGet());
    }

    SessionContext sessionContext(Views views, Peer peer) {
        return peer.classic()
                ? new SessionContext(sessionSettings.forThoseWhoType(), views, classicCommands, EventLines::of)
                : new SessionContext(sessionSettings, views, commands, EventLines::of);
    }
}
