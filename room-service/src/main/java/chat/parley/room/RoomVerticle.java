package chat.parley.room;

import chat.parley.contracts.audit.AuditLog;
import chat.parley.contracts.bus.BusServer;
import chat.parley.contracts.bus.BusServices;
import chat.parley.contracts.bus.Registration;
import chat.parley.contracts.bus.RelayLink;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.room.Attendance;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.room.commit.CommitLoop;
import chat.parley.room.metrics.RoomMetrics;
import chat.parley.room.model.Conversations;
import chat.parley.room.model.Decider;
import chat.parley.room.model.Marking;
import chat.parley.room.presence.model.Patience;
import chat.parley.room.store.RoomStore;
import chat.parley.room.tell.AuditTrail;
import chat.parley.room.tell.Fanout;
import chat.parley.room.tell.History;
import chat.parley.room.tell.Reach;
import chat.parley.room.tell.Telling;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves conversations: one instance, all on its own context. It puts the pieces together, and reads what needs no decision; who
 * decides is {@link Decider}, who stores and answers {@link CommitLoop}, who tells the relays {@link Fanout}.
 */
public final class RoomVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(RoomVerticle.class);
    private static final long TICK_MILLIS = 100;
    private static final long TAILS_MILLIS = 3_000;
    private static final long PURGE_MILLIS = 10_000;
    private static final long DRAIN_MILLIS = 3_000;

    private final Function<Vertx, Future<RoomStore>> opener;
    private final RoomConfig config;
    private final Patience patience;
    private final AuditLog audit;
    private final RoomMetrics metrics;
    private final Clock clock;
    private final List<Registration> registrations = new ArrayList<>();
    private Supplier<Future<Void>> closing = Future::succeededFuture;

    /**
     * Serves nothing before it is deployed.
     *
     * @param opener opens the record; the verticle closes it
     * @param patience as presence has it, in whose process this is
     */
    public RoomVerticle(
            Function<Vertx, Future<RoomStore>> opener,
            RoomConfig config,
            Patience patience,
            AuditLog audit,
            RoomMetrics metrics,
            Clock clock) {
        this.opener = opener;
        this.config = config;
        this.patience = patience;
        this.audit = audit;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Fails with a {@link chat.parley.room.store.StoreUnusableException} when the record cannot be opened. */
    @Override
    public Future<?> start() {
        return opener.apply(vertx).compose(store -> serve(store).onFailure(_cause -> store.close()));
    }

    private Future<Void> serve(RoomStore store) {
        metrics.opened(store.epoch());
        Reach reach = new Reach();
        Conversations conversations = new Conversations(store.nextConversation());
        if (patience.clustered()) {
            // guests may be known to the store alone
            conversations.clear();
        }
        Fanout fanout =
                new Fanout(new RelayLink(vertx), reach, config.maxUnconfirmedFrames(), patience.clustered(), metrics);
        History history = new History(store, conversations);
        Telling telling = new Telling(
                store,
                fanout,
                history,
                new AuditTrail(audit, config.bodies()),
                () -> conversations.shrink(config.maxConversations(), fanout::isSubscribed, reach::isHere));
        CommitLoop loop = new CommitLoop(
                store,
                conversations,
                new Decider(conversations, config.limits(), reach::isHere),
                config.loopLimits(),
                telling,
                metrics,
                clock,
                System::nanoTime,
                turn -> context.runOnContext(_turn -> turn.run()));
        PresenceFeed feed = new PresenceFeed(vertx, RelayId.ofRooms(), new BusServices(vertx), reach, loop);
        if (patience.clustered()) {
            feed.beat();
            new StrayGuests(vertx, store, feed, reach, patience, clock).watch();
        }
        loop.taken().onSuccess(_taken -> giveUp());
        vertx.setPeriodic(TICK_MILLIS, _tick -> loop.tick());
        vertx.setPeriodic(TAILS_MILLIS, _tick -> fanout.announceTails());
        vertx.setPeriodic(PURGE_MILLIS, _tick -> loop.purge());
        closing = () -> close(loop, store);
        return feed.start()
                .onSuccess(registrations::add)
                .compose(_listening -> BusServer.serveRooms(
                        vertx, request -> on(request, store.epoch(), loop, history, fanout, reach, feed)))
                .onSuccess(registrations::add)
                .mapEmpty();
    }

    /** The record is another process's: whoever asks is to ask that one. */
    private void giveUp() {
        LOG.atError().log("another process has taken the database of rooms over; this one serves no rooms any more");
        registrations.forEach(Registration::close);
    }

    /** Takes no more, stores what it took, and lets the record go. */
    @Override
    public Future<?> stop() {
        return Future.join(registrations.stream().map(Registration::close).toList())
                .otherwiseEmpty()
                .compose(_closed -> closing.get());
    }

    private Future<Void> close(CommitLoop loop, RoomStore store) {
        return loop.drain()
                .timeout(DRAIN_MILLIS, TimeUnit.MILLISECONDS)
                .recover(cause -> {
                    LOG.atError().setCause(cause).log("stopping although not all is stored that was asked");
                    return Future.succeededFuture();
                })
                .eventually(store::close);
    }

    /** A relay that is to ask again goes on waiting for what was said privately. */
    private static void catchUp(RelayId relay, AsyncResult<List<RecentDirect>> asked, Fanout fanout) {
        if (asked.succeeded()) {
            fanout.catchUp(relay, asked.result());
        } else if (!(ServiceException.failureOf(asked.cause()) instanceof Failure.Unavailable)) {
            fanout.catchUp(relay, List.of());
        }
    }

    private static Future<?> on(
            RoomRequest<?> request,
            long epoch,
            CommitLoop loop,
            History history,
            Fanout fanout,
            Reach reach,
            PresenceFeed feed) {
        return switch (request) {
            case RoomRequest.Since since -> history.since(since);
            case RoomRequest.Targets targets -> history.targets(targets);
            case RoomRequest.ReadMarkerOf of -> history.readMarker(Marking.key(of.reader(), of.target()));
            case RoomRequest.Invitations invitations -> history.invitations(invitations);
            case RoomRequest.ReadSaid said -> history.said(said);
            case RoomRequest.FindRooms find -> history.find(find);
            case RoomRequest.CountConversations _count -> history.count();
            case RoomRequest.BackUp backUp -> history.backUp(backUp);
            case RoomRequest.Attend attend ->
                Future.succeededFuture(new Attendance(epoch, fanout.attends(attend.relay())));
            // whoever the asker announced to presence before counts as being there
            case RoomRequest.RecentDirects recent ->
                feed.current()
                        .compose(_current -> history.recentDirects(recent, reach))
                        .onComplete(result -> catchUp(recent.relay(), result, fanout));
            case RoomRequest.Arrive arrive -> {
                reach.arrived(arrive.author().person(), arrive.origin().session());
                yield loop.submit(arrive);
            }
            default -> loop.submit(request);
        };
    }
}
