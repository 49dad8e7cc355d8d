package chat.parley.relay.delivery;

import chat.parley.contracts.Services;
import chat.parley.contracts.audit.AuditLog;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.protocol.name.ServerName;
import chat.parley.relay.listener.Acceptor;
import chat.parley.relay.listener.LoopWriter;
import chat.parley.relay.metrics.RelayMetrics;
import chat.parley.relay.session.Peer;
import chat.parley.relay.session.Session;
import chat.parley.relay.view.Headcount;
import chat.parley.relay.view.Replicas;
import chat.parley.relay.view.Views;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop of a relay, put together: the sessions that it holds, and the streams that they see. Everything in it is used on
 * the loop's thread only.
 */
public final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final Rooms rooms;
    private final Directs directs;
    private final PresenceDelivery presence;
    private final GivenPositions given;
    private final Rearrivals rearrivals;
    private final Sessions sessions;
    private final Turnstile turnstile;

    /** What a loop is given from outside. */
    public record Surroundings(
            ServerName server,
            int longestNickBytes,
            Services services,
            AuditLog audit,
            Subscriptions subscriptions,
            LoopWriter writer,
            LongSupplier nowMillis,
            LongSupplier uptimeMillis,
            LoopTimer timer,
            LoopTurns turns,
            Rounds rounds,
            Claims claims,
            RelayMetrics metrics,
            Headcount headcount,
            Crowds crowds) {}

    /** @param factory from this loop's views makes what makes a session for a client */
    public Loop(Surroundings with, Function<Views, Function<Peer, Session>> factory) {
        People people = new People();
        Replicas views = new Replicas(with.server(), with.longestNickBytes(), with.headcount());
        Monitors monitors = new Monitors();
        Settling settling =
                new Settling(() -> views.presence().position(), with.uptimeMillis(), with.timer(), with.metrics());
        given = new GivenPositions(with.services());
        MetadataDelivery metadata =
                new MetadataDelivery(views, monitors, with.server(), with.writer(), with.nowMillis(), with.metrics());
        UnseenGuests unseen = new UnseenGuests(views.presence(), with.uptimeMillis());
        RoomDelivery delivery =
                new RoomDelivery(views, people, with.writer(), given, metadata, unseen, with.crowds(), with.metrics());
        rooms = new Rooms(
                views,
                people,
                delivery,
                settling,
                with.subscriptions(),
                with.services(),
                with.timer(),
                unseen,
                with.metrics());
        directs = new Directs(people, delivery, settling, with.services(), with.timer(), with.metrics());
        presence = new PresenceDelivery(
                views,
                people,
                rooms,
                monitors,
                delivery,
                metadata,
                settling,
                given,
                unseen,
                with.nowMillis(),
                with.metrics());
        rearrivals = new Rearrivals(views, people, rooms, settling, with.services(), with.timer());
        Barrier barrier = new Barrier(with.rounds(), with.turns(), with.timer(), with.uptimeMillis(), with.metrics());
        turnstile = new Turnstile(with.timer(), with.uptimeMillis());
        Asks asks = new Asks(with.services(), rooms, directs, settling, with.claims(), barrier, turnstile);
        sessions = new Sessions(
                factory.apply(views),
                people,
                rooms,
                asks,
                barrier,
                given,
                new Wakeups(with.uptimeMillis(), with.timer()),
                monitors,
                with.headcount(),
                with.writer(),
                with.audit(),
                with.claims(),
                views.presence(),
                with.timer(),
                with.nowMillis(),
                with.metrics());
        reportGivenLater(with.timer());
        reportSpokenLater(new Spoken(with.services(), people), with.timer());
        QueueWatch watch = new QueueWatch(people, with.writer(), with.timer());
        watch.lookLater();
        with.metrics().loopBegins(watch);
    }

    private void reportGivenLater(LoopTimer timer) {
        timer.after(GivenPositions.REPORT_MILLIS, () -> {
            given.reportAll();
            reportGivenLater(timer);
        });
    }

    private static void reportSpokenLater(Spoken spoken, LoopTimer timer) {
        timer.after(Spoken.REPORT_MILLIS, () -> {
            spoken.report();
            reportSpokenLater(spoken, timer);
        });
    }

    /** Takes connections. */
    public Acceptor acceptor() {
        return sessions;
    }

    public void onEvents(List<ConversationEvents> batch) {
        for (ConversationEvents events : batch) {
            if (!Crowds.areThese(events.events())) {
                turnstile.talked();
            }
            try {
                switch (events.conversation()) {
                    case ConversationRef.Room room -> rooms.onEvents(room, events.events());
                    case ConversationRef.Direct direct -> directs.onEvents(direct, events);
                }
            } catch (RuntimeException bug) {
                // the other conversations are none the worse for it
                LOG.atError()
                        .addKeyValue("conversation", events.conversation().id())
                        .setCause(bug)
                        .log("events could not be handed out");
            }
        }
    }

    /**
     * Where sequences end.
     *
     * @param tails of rooms
     * @param ends of private conversations, with what this relay was sent of them lately
     */
    public void onTails(Map<ConversationId, Long> tails, List<RecentDirect> ends) {
        tails.forEach(rooms::onTail);
        directs.onRecent(ends);
    }

    public void onPresence(PresenceFrame frame) {
        presence.onFrame(frame);
    }

    public void onPresence(PresenceSnapshot snapshot) {
        presence.onSnapshot(snapshot);
    }

    /** All that presence knew at a time, of the clock that only goes forward, was handed to this loop. */
    public void onPresenceComplete(long asOfMillis) {
        presence.onComplete(asOfMillis);
    }

    /** A room is sent again: it has come as far as this, and what is missing up to there is asked for. */
    public void onResumed(RoomSnapshot snapshot) {
        rooms.onTail(snapshot.room().id(), snapshot.sequence());
    }

    /** There is no such room any more. */
    public void onEnded(ConversationId room) {
        rooms.onEnded(room);
    }

    /** Where private conversations end; what is missing of those of the people here is asked for. */
    public void onRecentDirects(List<RecentDirect> recent) {
        directs.onRecent(recent);
    }

    /** Asks again which rooms the people here are in. Succeeds when the room service knows all of them. */
    public Future<Void> arriveAgain() {
        return rearrivals.all();
    }

    /** Presence does not have these sessions any more: nobody sees them, so their connections end. */
    public void onGivenUp(Set<SessionId> sessionIds) {
        sessions.giveUp(sessionIds);
    }

    /** Tells everybody who is in. */
    public void notice(String text) {
        sessions.notice(text);
    }

    /**
     * Tells all clients that the server stops; their connections close when that is written.
     *
     * @param overMillis spread over this time; 0: at once
     */
    public void stop(String reason, long overMillis) {
        sessions.stop(reason, overMillis);
        given.reportAll();
    }

    /** How many connections are open. */
    public int sessions() {
        return sessions.count();
    }
}
