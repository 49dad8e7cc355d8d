package chat.parley.room;

import chat.parley.contracts.Services;
import chat.parley.contracts.bus.Registration;
import chat.parley.contracts.bus.RelayLink;
import chat.parley.contracts.bus.RelayListener;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.room.commit.CommitLoop;
import chat.parley.room.tell.Reach;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What presence tells the room service: who is here, and which guests are no more. A guest's end is taken from here alone; relays
 * end a session only after all that it asked is settled, so that everything a guest said is ahead of it.
 */
final class PresenceFeed implements RelayListener {
    private static final Logger LOG = LoggerFactory.getLogger(PresenceFeed.class);
    private static final long RETRY_MILLIS = 200;
    private static final long BEAT_MILLIS = 1_000;
    private static final long DEPART_RETRY_MILLIS = 1_000;
    private static final int DEPARTING_AT_ONCE = 1_000;

    private final Vertx vertx;
    private final RelayId self;
    private final Services services;
    private final Reach reach;
    private final CommitLoop loop;
    private long epoch;
    private long position = -1;
    private @Nullable Future<Void> following;

    /** @param self a name that no relay has */
    PresenceFeed(Vertx vertx, RelayId self, Services services, Reach reach, CommitLoop loop) {
        this.vertx = vertx;
        this.self = self;
        this.services = services;
        this.reach = reach;
        this.loop = loop;
    }

    /** Listens from now on, and follows as soon as there is something to follow. */
    Future<Registration> start() {
        return RelayLink.listen(vertx, self, this).onSuccess(_listening -> follow());
    }

    /** In a cluster: says every second that this follower is there, as relays do, and follows anew when something was missed. */
    void beat() {
        vertx.setPeriodic(
                BEAT_MILLIS,
                _beat -> services.ask(new PresenceRequest.Beat(self, 0)).onSuccess(standing -> {
                    if (!standing.following() || standing.epoch() != epoch) {
                        follow();
                    }
                }));
    }

    /** Succeeds when all that presence knew when this was called is known here. */
    Future<Void> current() {
        Future<Void> under = following;
        // what is under way may have been answered already
        return under == null ? follow() : under.otherwiseEmpty().compose(_done -> follow());
    }

    private Future<Void> follow() {
        if (following != null) {
            return following;
        }
        Future<Void> followed = services.ask(new PresenceRequest.Follow(self, PresenceSnapshot.NONE))
                .map(snapshot -> {
                    reset(snapshot);
                    return null;
                });
        following = followed;
        followed.onComplete(result -> {
            following = null;
            if (result.failed()) {
                vertx.setTimer(RETRY_MILLIS, _again -> follow());
            }
        });
        return followed;
    }

    private void reset(PresenceSnapshot snapshot) {
        epoch = snapshot.epoch();
        position = snapshot.position();
        reach.reset(snapshot.persons(), this::depart);
    }

    @Override
    public void onPresence(PresenceFrame frame) {
        long first = frame.position() - frame.events().size() + 1;
        if (position < 0 || (frame.epoch() == epoch && frame.position() <= position)) {
            return;
        }
        if (frame.epoch() != epoch || first > position + 1) {
            LOG.atWarn().addKeyValue("position", position).log("missed something of presence; asking for all of it");
            follow();
            return;
        }
        List<PresenceEvent> events = frame.events();
        events.subList((int) (position + 1 - first), events.size()).forEach(this::on);
        position = frame.position();
    }

    private void on(PresenceEvent event) {
        reach.on(event);
        switch (event) {
            case PresenceEvent.Offline offline -> {
                if (offline.person().id() instanceof PersonId.OfGuest guest) {
                    depart(guest);
                }
            }
            case PresenceEvent.Adopted adopted -> {
                if (adopted.now().id() instanceof PersonId.OfAccount account) {
                    insist(new RoomRequest.Adopt(adopted.guest(), account));
                }
            }
            case PresenceEvent.Online _online -> {}
            case PresenceEvent.Changed _changed -> {}
            case PresenceEvent.Announced _announced -> {}
        }
    }

    private void depart(PersonId.OfGuest guest) {
        insist(new RoomRequest.Depart(guest));
    }

    /** Ends many, some at a time. */
    void depart(List<PersonId.OfGuest> guests) {
        guests.stream().limit(DEPARTING_AT_ONCE).forEach(this::depart);
        if (guests.size() > DEPARTING_AT_ONCE) {
            vertx.setTimer(DEPART_RETRY_MILLIS, _next -> depart(guests.subList(DEPARTING_AT_ONCE, guests.size())));
        }
    }

    /** Nobody else sees to it, so it is asked until it is done; a bug is no reason to go on. */
    private void insist(RoomRequest<?> request) {
        loop.submit(request).onFailure(cause -> {
            if (ServiceException.failureOf(cause) instanceof Failure.Unavailable) {
                vertx.setTimer(DEPART_RETRY_MILLIS, _again -> insist(request));
            } else {
                LOG.atError().setCause(cause).log("what follows from somebody's leaving failed");
            }
        });
    }

    @Override
    public void onEvents(List<ConversationEvents> batch) {
        // only relays are told
    }

    @Override
    public void onTails(Map<ConversationId, Long> tails, List<RecentDirect> directs) {
        // only relays are told
    }
}
