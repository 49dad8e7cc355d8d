package chat.parley.relay;

import chat.parley.contracts.Services;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.room.Attendance;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.relay.delivery.LoopTimer;
import chat.parley.relay.metrics.RelayMetrics;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up again what the room service sends, when it does not know this relay any more or is another one: subscribes to all rooms
 * anew, tells it who is here, and asks which private conversations went on. What was missed is then asked for by the loops, in
 * order. Used on the node's context only.
 */
final class RoomsRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(RoomsRecovery.class);

    /** By so much the clocks of two machines, and what is on its way, may be off. */
    private static final long MARGIN_MILLIS = 10_000;

    /** The rooms that are followed. */
    interface Subscribed {
        /**
         * Asks to be sent again all of them; for as long as nobody answers.
         *
         * @param ended told of rooms that there are no more
         */
        Future<Void> renew(Consumer<RoomSnapshot> resumed, Consumer<ConversationId> ended);
    }

    /** The loops. */
    interface Sink {
        void resumed(RoomSnapshot snapshot);

        void ended(ConversationId room);

        /** Succeeds when the room service knows who is on this relay. */
        Future<Void> arriveAgain();

        void recentDirects(List<RecentDirect> recent);
    }

    private final RelayId relay;
    private final Services services;
    private final Subscribed subscriptions;
    private final LoopTimer timer;
    private final LongSupplier nowMillis;
    private final Sink sink;
    private final RelayMetrics metrics;

    private long epoch;
    /** At this time, since 1970, both sides were certainly in contact. */
    private long certainMillis;
    /** An answer was lost that may have said that the relay was not known; after it, it would be. */
    private boolean doubtful;

    private boolean running;
    private boolean again;

    RoomsRecovery(
            RelayId relay,
            Services services,
            Subscribed subscriptions,
            LoopTimer timer,
            LongSupplier nowMillis,
            Sink sink,
            RelayMetrics metrics) {
        this.relay = relay;
        this.services = services;
        this.subscriptions = subscriptions;
        this.timer = timer;
        this.nowMillis = nowMillis;
        this.sink = sink;
        this.metrics = metrics;
        this.certainMillis = nowMillis.getAsLong();
    }

    /** It is about to be asked how this relay stands. @return to be given with the answer */
    long attending() {
        return nowMillis.getAsLong();
    }

    /** Nobody knows how it stands. */
    void unanswered() {
        doubtful = true;
    }

    void attended(Attendance attendance, long askedMillis) {
        boolean same = attendance.epoch() == epoch;
        if (same && attendance.known() && !doubtful) {
            if (!running) {
                certainMillis = askedMillis;
            }
            return;
        }
        if (epoch != 0) {
            LOG.atInfo()
                    .addKeyValue("epoch", attendance.epoch())
                    .log(same ? "the room service may have forgotten this relay" : "the room service is another one");
        }
        epoch = attendance.epoch();
        doubtful = false;
        again = true;
        if (!running) {
            run();
        }
    }

    private void run() {
        running = true;
        again = false;
        metrics.subscribedAnew();
        long began = nowMillis.getAsLong();
        subscriptions
                .renew(sink::resumed, sink::ended)
                .compose(_renewed -> sink.arriveAgain())
                .compose(_arrived -> recentDirects())
                .onComplete(_done -> {
                    if (again) {
                        run();
                    } else {
                        running = false;
                        certainMillis = began;
                    }
                });
    }

    private Future<Void> recentDirects() {
        return services.ask(new RoomRequest.RecentDirects(relay, certainMillis - MARGIN_MILLIS))
                .transform(result -> {
                    if (result.succeeded()) {
                        sink.recentDirects(result.result());
                    } else if (ServiceException.failureOf(result.cause()) instanceof Failure.Unavailable && !again) {
                        return timer.after(LoopTimer.RETRY_MILLIS).compose(_later -> recentDirects());
                    }
                    return Future.succeededFuture();
                });
    }
}
