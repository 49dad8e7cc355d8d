package chat.parley.relay;

import chat.parley.contracts.Services;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.contracts.presence.Standing;
import chat.parley.relay.delivery.LoopTimer;
import chat.parley.relay.metrics.RelayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the stream of presence for all loops of this process: they are handed a snapshot first, and then every frame in order. A
 * gap, or another life of presence, begins with a snapshot again. Used on one context only.
 */
final class PresenceFollower {
    private static final Logger LOG = LoggerFactory.getLogger(PresenceFollower.class);
    private static final long RETRY_MILLIS = 200;
    private static final int MOST_WAITING = 10_000;

    /** What comes after a position that presence has come to may be on its way for so long. */
    private static final long LATE_MILLIS = 900;

    /** Who is handed the stream. */
    interface Sink {
        void presence(PresenceSnapshot snapshot);

        void presence(PresenceFrame frame);

        /** All that presence knew at a time, by the node's clock, was handed on. */
        void complete(long asOfMillis);

        /** These sessions of this process are not among those who are here, though they believe so. */
        void givenUp(Set<SessionId> sessions);
    }

    private final LoopTimer timer;
    private final LongSupplier uptimeMillis;
    private final RelayId relay;
    private final Services services;
    private final Sink sink;
    private final @Nullable Picture picture;
    private final RelayMetrics metrics;
    private final List<PresenceFrame> waiting = new ArrayList<>();
    private long epoch;
    private long position;
    private long followedMillis;
    private boolean asking;
    private boolean stopped;
    /** Presence had come so far, at a time; 0: it was reached. */
    private long duePosition;

    private long dueSinceMillis;

    /**
     * @param uptimeMillis of a clock that only goes forward
     * @param picture kept up to date, and announced; null where presence lives and ends with this process
     */
    PresenceFollower(
            LoopTimer timer,
            LongSupplier uptimeMillis,
            RelayId relay,
            Services services,
            Sink sink,
            @Nullable Picture picture,
            RelayMetrics metrics) {
        this.timer = timer;
        this.uptimeMillis = uptimeMillis;
        this.relay = relay;
        this.services = services;
        this.sink = sink;
        this.picture = picture;
        this.metrics = metrics;
    }

    /** Succeeds when the first snapshot was handed on; asks until there is one. */
    Future<Void> follow() {
        Promise<Void> followed = Promise.promise();
        asking = true;
        ask(followed);
        return followed.future();
    }

    private void ask(Promise<Void> followed) {
        long askedMillis = uptimeMillis.getAsLong();
        PresenceSnapshot known = picture == null ? PresenceSnapshot.NONE : picture.announced();
        services.ask(new PresenceRequest.Follow(relay, known)).onComplete(result -> {
            if (stopped) {
                return;
            }
            if (result.failed()) {
                timer.after(RETRY_MILLIS, () -> ask(followed));
                return;
            }
            followed(result.result(), askedMillis);
            followed.tryComplete();
        });
    }

    private void followed(PresenceSnapshot snapshot, long askedMillis) {
        asking = false;
        followedMillis = uptimeMillis.getAsLong();
        duePosition = 0;
        if (epoch != 0 && epoch != snapshot.epoch()) {
            LOG.atInfo().addKeyValue("persons", snapshot.persons().size()).log("presence is another one; following it");
        }
        epoch = snapshot.epoch();
        position = snapshot.position();
        if (picture != null) {
            picture.become(snapshot);
        }
        sink.presence(snapshot);
        complete(askedMillis);
        List<PresenceFrame> came = List.copyOf(waiting);
        waiting.clear();
        for (PresenceFrame frame : came) {
            // what an earlier life of presence said is in the snapshot, or was never so
            if (asking || frame.epoch() == epoch) {
                onFrame(frame);
            }
        }
    }

    void onFrame(PresenceFrame frame) {
        if (asking) {
            if (waiting.size() < MOST_WAITING) {
                waiting.add(frame);
            }
            return;
        }
        if (frame.epoch() != epoch) {
            followAnew();
            return;
        }
        long known = position - (frame.position() - frame.events().size());
        if (known < 0) {
            waiting.add(frame);
            followAnew();
        } else if (known < frame.events().size()) {
            hand(
                    known == 0
                            ? frame
                            : new PresenceFrame(
                                    frame.epoch(),
                                    frame.position(),
                                    frame.events()
                                            .subList((int) known, frame.events().size())));
        }
    }

    private void hand(PresenceFrame frame) {
        position = frame.position();
        if (picture != null) {
            picture.apply(frame);
        }
        sink.presence(frame);
    }

    private void followAnew() {
        metrics.gap();
        metrics.followedAnew();
        follow();
    }

    /**
     * How presence says that this relay stands.
     *
     * @param askedMillis when it was asked, by the node's clock
     */
    void stands(Standing standing, long askedMillis) {
        if (asking || stopped || askedMillis < followedMillis) {
            return;
        }
        if (!standing.following() || standing.epoch() != epoch) {
            LOG.atInfo()
                    .addKeyValue("forgotten", standing.epoch() == epoch)
                    .log("presence does not know this relay; following anew");
            followAnew();
        } else if (standing.position() <= position) {
            duePosition = 0;
            complete(askedMillis);
        } else if (duePosition == 0 || position >= duePosition) {
            duePosition = standing.position();
            dueSinceMillis = askedMillis;
        } else if (askedMillis - dueSinceMillis >= LATE_MILLIS) {
            followAnew();
        }
    }

    /** Everything that presence knew at a time is here: whoever it doesn't list has no place, and who is gone has no place there. */
    private void complete(long asOfMillis) {
        if (picture == null) {
            return;
        }
        Set<SessionId> givenUp = picture.givenUp(asOfMillis);
        if (!givenUp.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("sessions", givenUp.size())
                    .log("presence has given sessions of this relay up; their connections end");
            sink.givenUp(givenUp);
        }
        sink.complete(asOfMillis);
        picture.leftOver().forEach(session -> services.ask(new PresenceRequest.Leave(session, "Connection closed")));
    }

    void stop() {
        stopped = true;
    }
}
