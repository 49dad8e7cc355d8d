package chat.parley.room.presence;

import chat.parley.contracts.bus.BusServer;
import chat.parley.contracts.bus.Registration;
import chat.parley.contracts.bus.RelayLink;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.contracts.presence.Standing;
import chat.parley.room.presence.model.Presence;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Serves who is here: one instance, all on its own context. What changes within one turn of its event loop goes out as one frame.
 * Nothing is stored.
 */
public final class PresenceVerticle extends VerticleBase {
    private final Clock clock;
    private final Presence presence = new Presence();
    private final long epoch;
    private @Nullable Followers followers;
    private @Nullable Registration registration;
    private boolean flushing;

    public PresenceVerticle(Clock clock) {
        this.clock = clock;
        this.epoch = clock.millis();
    }

    @Override
    public Future<?> start() {
        Followers all = new Followers(new RelayLink(vertx), this::lost);
        followers = all;
        return BusServer.servePresence(vertx, request -> on(request, all))
                .onSuccess(listening -> registration = listening);
    }

    @Override
    public Future<?> stop() {
        return registration == null ? Future.succeededFuture() : registration.close();
    }

    private Future<?> on(PresenceRequest<?> request, Followers all) {
        if (request instanceof PresenceRequest.Follow follow) {
            return Future.succeededFuture(follow(follow.relay(), all));
        }
        if (request instanceof PresenceRequest.Beat beat) {
            return Future.succeededFuture(new Standing(epoch, all.has(beat.relay()), presence.position()));
        }
        Presence.Outcome outcome = presence.on(request, clock.millis());
        if (request instanceof PresenceRequest.Identify) {
            // who signs in asks the rooms next: they have to know by then that a guest has become somebody
            flush();
        } else {
            flushSoon();
        }
        return switch (outcome) {
            case Presence.Outcome.Done(Object answer) -> Future.succeededFuture(answer);
            case Presence.Outcome.Refused(var failure) -> Future.failedFuture(new ServiceException(failure));
        };
    }

    /** Frames that were sent before are none of the new follower's: the snapshot has what is in them. */
    private PresenceSnapshot follow(RelayId relay, Followers all) {
        flush();
        all.add(relay);
        return new PresenceSnapshot(epoch, presence.position(), presence.persons());
    }

    private void lost(RelayId relay) {
        presence.lose(relay, "Connection to its relay lost");
        flushSoon();
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
            followers.send(new PresenceFrame(epoch, presence.position(), presence.takeEvents()));
        }
    }
}
