package chat.parley.room.presence;

import chat.parley.contracts.bus.BusServer;
import chat.parley.contracts.bus.Registration;
import chat.parley.contracts.bus.RelayLink;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.contracts.presence.Standing;
import chat.parley.protocol.name.AsciiNicks;
import chat.parley.protocol.name.NickRules;
import chat.parley.room.metrics.RoomMetrics;
import chat.parley.room.presence.model.AwakeTime;
import chat.parley.room.presence.model.Continuity;
import chat.parley.room.presence.model.Outcome;
import chat.parley.room.presence.model.Patience;
import chat.parley.room.presence.model.Presence;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves who is here: one instance, all on its own context. What changes within one turn of its event loop goes out as one frame.
 * Nothing is stored; what a restart or a lost relay makes of it is the business of {@link Continuity}.
 *
 * <p>In a cluster a relay is lost when it has been silent for a while, and only then: that nobody listens under its name, as the bus
 * says, may be a mistake of the cluster's about its members, so it has to follow anew, and goes on.
 */
public final class PresenceVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(PresenceVerticle.class);
    private static final long TICK_MILLIS = 100;
    private static final long MAX_STEP_MILLIS = 1_000;

    private final Patience patience;
    private final RoomMetrics metrics;
    private final Clock clock;
    private final long epoch;
    private final AwakeTime time;
    private final Presence presence;
    private final Continuity continuity;
    private @Nullable Followers followers;
    private @Nullable Registration registration;
    private boolean flushing;

    /** Where names are ASCII. */
    public PresenceVerticle(Patience patience, RoomMetrics metrics, Clock clock) {
        this(patience, AsciiNicks.RULES, metrics, clock);
    }

    /** Nobody is here yet. */
    public PresenceVerticle(Patience patience, NickRules nicks, RoomMetrics metrics, Clock clock) {
        this.presence = new Presence(nicks);
        this.patience = patience;
        this.metrics = metrics;
        this.clock = clock;
        this.epoch = Math.max(1, clock.millis());
        this.time = new AwakeTime(clock.millis(), MAX_STEP_MILLIS);
        this.continuity = new Continuity(presence, patience, epoch, time.millis());
    }

    @Override
    public Future<?> start() {
        Followers all = new Followers(new RelayLink(vertx), metrics, this::unreachable);
        followers = all;
        if (patience.clustered()) {
            vertx.setPeriodic(TICK_MILLIS, _tick -> tick(all));
        }
        return BusServer.servePresence(vertx, request -> on(request, all))
                .onSuccess(listening -> registration = listening);
    }

    @Override
    public Future<?> stop() {
        return registration == null ? Future.succeededFuture() : registration.close();
    }

    private Future<?> on(PresenceRequest<?> request, Followers all) {
        return switch (request) {
            case PresenceRequest.Follow follow -> Future.succeededFuture(follow(follow, all));
            case PresenceRequest.Beat beat -> Future.succeededFuture(beat(beat, all));
            case PresenceRequest.Retire retire -> Future.succeededFuture(retire(retire.relay()));
            default -> decide(request);
        };
    }

    private Future<?> decide(PresenceRequest<?> request) {
        Failure refusal = continuity.refusal(request);
        if (refusal != null) {
            return Future.failedFuture(new ServiceException(refusal));
        }
        Outcome outcome = presence.on(request, clock.millis());
        if (request instanceof PresenceRequest.Identify) {
            // who signs in asks the rooms next: they have to know by then that a guest has become somebody
            flush();
        } else {
            flushSoon();
        }
        return switch (outcome) {
            case Outcome.Done(Object answer) -> Future.succeededFuture(answer);
            case Outcome.Refused(var failure) -> Future.failedFuture(new ServiceException(failure));
        };
    }

    /** Frames that were sent before are none of the new follower's: the snapshot has what is in them. */
    private PresenceSnapshot follow(PresenceRequest.Follow follow, Followers all) {
        RelayId relay = follow.relay();
        flush();
        continuity.follow(relay, follow.known(), time.millis());
        flush();
        boolean joined = all.add(relay, time.millis());
        // of a server in one process, its one relay is no news
        boolean news = joined && patience.clustered() && !relay.isOfRooms();
        (news ? LOG.atInfo() : LOG.atDebug())
                .addKeyValue("node", relay)
                .addKeyValue("announced", follow.known().persons().size())
                .addKeyValue("inGrace", continuity.inGrace())
                .log(name(relay) + (joined ? " has joined" : " follows anew"));
        return new PresenceSnapshot(epoch, presence.position(), presence.persons(), presence.most());
    }

    private Standing beat(PresenceRequest.Beat beat, Followers all) {
        boolean following = all.heard(beat.relay(), time.millis(), beat.connecting());
        return new Standing(epoch, following, presence.position(), all.connectingElsewhere(beat.relay()));
    }

    private boolean retire(RelayId relay) {
        report(relay, "is about to stop", continuity.retire(relay, "Server is shutting down", time.millis()));
        flushSoon();
        return true;
    }

    private void unreachable(RelayId relay) {
        if (patience.clustered()) {
            LOG.atInfo()
                    .addKeyValue("node", relay)
                    .log("nobody listens under the name of " + name(relay) + "; it has to follow anew");
        } else if (followers != null) {
            lose(relay, followers, "has left: nobody listens under its name");
        }
    }

    private void tick(Followers all) {
        long now = time.advance(clock.millis());
        all.silent(now, patience.relayLostMillis())
                .forEach(relay ->
                        lose(relay, all, continuity.isRetiring(relay) ? "has stopped" : "is lost: it is silent"));
        int over = continuity.tick(now);
        if (over > 0) {
            LOG.atInfo().addKeyValue("sessions", over).log("the grace time of some is over");
        }
        flushSoon();
    }

    private void lose(RelayId relay, Followers all, String why) {
        all.remove(relay);
        report(relay, why, continuity.lose(relay, "Connection to its relay lost", time.millis()));
        flushSoon();
    }

    private static void report(RelayId relay, String what, Continuity.Loss loss) {
        LOG.atInfo()
                .addKeyValue("node", relay)
                .addKeyValue("inGrace", loss.inGrace())
                .addKeyValue("left", loss.left())
                .log(name(relay) + " " + what);
    }

    /** The room service, in the same process, follows as relays do, which is nothing to those who read the log. */
    private static String name(RelayId relay) {
        return relay.isOfRooms() ? "the room service" : "a relay";
    }

    private void flushSoon() {
        if (!flushing && presence.hasEvents()) {
            flushing = true;
            context.runOnContext(_turn -> flush());
        }
    }

    private void flush() {
        flushing = false;
        if (followers != null && presence.hasEvents()) {
            followers.send(new PresenceFrame(epoch, presence.position(), presence.takeEvents(clock.millis())));
        }
    }
}
