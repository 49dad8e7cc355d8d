package chat.parley.room;

import chat.parley.contracts.identity.PersonId;
import chat.parley.room.presence.model.AwakeTime;
import chat.parley.room.presence.model.Patience;
import chat.parley.room.store.RoomStore;
import chat.parley.room.tell.Reach;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In a cluster guests outlive a restart of this process, together with their relay. Those that no relay announced when the time for
 * it is over are ended here, with all that they had a part in. Used on the room verticle's context.
 */
final class StrayGuests {
    private static final Logger LOG = LoggerFactory.getLogger(StrayGuests.class);
    private static final long TICK_MILLIS = 500;
    private static final long MAX_STEP_MILLIS = 1_000;

    private final Vertx vertx;
    private final RoomStore store;
    private final PresenceFeed feed;
    private final Reach reach;
    private final Clock clock;
    private final AwakeTime time;
    private final long waitMillis;
    private boolean looking;

    StrayGuests(Vertx vertx, RoomStore store, PresenceFeed feed, Reach reach, Patience patience, Clock clock) {
        this.vertx = vertx;
        this.store = store;
        this.feed = feed;
        this.reach = reach;
        this.time = new AwakeTime(clock.millis(), MAX_STEP_MILLIS);
        this.clock = clock;
        // a margin, since presence measures on its own until when it takes guests back
        this.waitMillis = patience.returnMillis() + patience.relayLostMillis();
    }

    /** Begins to wait. */
    void watch() {
        vertx.setPeriodic(TICK_MILLIS, timer -> {
            if (time.advance(clock.millis()) >= waitMillis && !looking) {
                look(timer);
            }
        });
    }

    /** First who is stored, then who is here: who came meanwhile is not taken for a stray. */
    private void look(long timer) {
        looking = true;
        store.guests().compose(stored -> feed.current().map(stored)).onComplete(result -> {
            looking = false;
            if (result.succeeded()) {
                vertx.cancelTimer(timer);
                end(result.result());
            } else {
                LOG.atWarn().setCause(result.cause()).log("guests of before cannot be looked for; trying again");
            }
        });
    }

    private void end(List<PersonId.OfGuest> stored) {
        List<PersonId.OfGuest> strays =
                stored.stream().filter(guest -> !reach.isHere(guest)).toList();
        if (!strays.isEmpty()) {
            LOG.atInfo().addKeyValue("guests", strays.size()).log("guests of before the restart did not come back");
        }
        feed.depart(strays);
    }
}
