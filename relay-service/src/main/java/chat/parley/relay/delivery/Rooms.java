package chat.parley.relay.delivery;

import chat.parley.contracts.Services;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.relay.metrics.RelayMetrics;
import chat.parley.relay.view.Replicas;
import chat.parley.relay.view.RoomView;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms that this loop follows: those with a session of a member on it. Used on the loop's thread only.
 *
 * <p>A room is followed from a snapshot on; what comes while the snapshot is asked for waits for it. A gap in the sequence is asked
 * for; where that does not help, a new snapshot is.
 */
final class Rooms {
    private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);
    private static final int MOST_WAITING_EVENTS = 10_000;
    private static final long NOWHERE = -1;

    private final Replicas views;
    private final People people;
    private final RoomDelivery delivery;
    private final Settling settling;
    private final Subscriptions subscriptions;
    private final Services services;
    private final LoopTimer timer;
    private final UnseenGuests unseen;
    private final RelayMetrics metrics;
    private final Map<ConversationId, RoomStream> streams = new HashMap<>();
    private final Map<ConversationId, Opening> openings = new HashMap<>();

    Rooms(
            Replicas views,
            People people,
            RoomDelivery delivery,
            Settling settling,
            Subscriptions subscriptions,
            Services services,
            LoopTimer timer,
            UnseenGuests unseen,
            RelayMetrics metrics) {
        this.views = views;
        this.people = people;
        this.delivery = delivery;
        this.settling = settling;
        this.subscriptions = subscriptions;
        this.services = services;
        this.timer = timer;
        this.unseen = unseen;
        this.metrics = metrics;
    }

    /** A room that is asked for; its events wait. */
    private static final class Opening {
        final Promise<Void> opened = Promise.promise();
        final List<Event> waiting = new ArrayList<>();
    }

    /** New events of a room, as they were sent. */
    void onEvents(ConversationRef.Room room, List<Event> events) {
        Opening opening = openings.get(room.id());
        RoomStream stream = streams.get(room.id());
        if (opening != null) {
            if (opening.waiting.size() + events.size() <= MOST_WAITING_EVENTS) {
                opening.waiting.addAll(events);
            }
        } else if (stream != null) {
            apply(stream, events);
        } else {
            delivery.tellCauses(room, events);
            if (events.stream().anyMatch(this::bringsSomebodyHere)) {
                open(room);
            }
        }
    }

    private boolean bringsSomebodyHere(Event event) {
        return event.change() instanceof Change.Join
                && people.isHere(event.author().person());
    }

    /** A room's sequence has come this far. */
    void onTail(ConversationId id, long tail) {
        RoomStream stream = streams.get(id);
        if (stream != null) {
            stream.sequencer.sawTail(tail);
            fillGap(stream);
        }
    }

    /** The stream of a room whose events reach this loop, or null. */
    @Nullable
    RoomStream stream(ConversationId id) {
        return streams.get(id);
    }

    /** Where this loop is in a room's sequence: nowhere while it begins to follow it; the end, where it does not follow it. */
    long position(ConversationId id) {
        RoomStream stream = streams.get(id);
        if (stream == null) {
            return openings.containsKey(id) ? NOWHERE : Long.MAX_VALUE;
        }
        return stream.view.sequence();
    }

    /**
     * A session is, or will be, a member of a room at a position.
     *
     * @return succeeds when this loop has come to that position and the session is in the room, if it is a member still
     */
    Future<Void> entered(ConversationRef.Room room, long sequence, LocalSession local, long deadlineMillis) {
        if (local.gone) {
            return Future.succeededFuture();
        }
        Future<Void> followed = streams.containsKey(room.id()) ? Future.succeededFuture() : open(room);
        return followed.compose(_followed -> settling.reached(room.id(), sequence, position(room.id()), deadlineMillis))
                .map(_reached -> {
                    attachIfMember(room.id(), local);
                    return null;
                });
    }

    private void attachIfMember(ConversationId id, LocalSession local) {
        RoomStream stream = streams.get(id);
        if (stream != null && isMember(stream.view, local) && !local.rooms().contains(stream)) {
            delivery.attach(stream, local);
        }
    }

    private static boolean isMember(RoomView view, LocalSession local) {
        return local.person != null && view.isMember(local.person);
    }

    /** A session's connection is gone, or it is somebody else's now: it is handed nothing more. */
    void left(LocalSession local) {
        for (RoomStream stream : List.copyOf(local.rooms())) {
            stream.audience.remove(local);
            closeIfAbandoned(stream);
        }
        local.rooms().clear();
    }

    private Future<Void> open(ConversationRef.Room room) {
        Opening known = openings.get(room.id());
        if (known != null) {
            return known.opened.future();
        }
        Opening opening = new Opening();
        openings.put(room.id(), opening);
        subscribe(room, opening);
        return opening.opened.future();
    }

    private void subscribe(ConversationRef.Room room, Opening opening) {
        subscriptions.subscribe(room.id()).onComplete(result -> {
            if (result.succeeded()) {
                openings.remove(room.id());
                opened(result.result(), opening.waiting);
                opening.opened.complete();
            } else if (ServiceException.failureOf(result.cause()) instanceof Failure.Unavailable) {
                timer.after(LoopTimer.RETRY_MILLIS, () -> subscribe(room, opening));
            } else {
                openings.remove(room.id());
                onEnded(room.id());
                opening.opened.complete();
            }
        });
    }

    /** Follows a room from a snapshot on; in place of an older one where there is one. */
    private void opened(RoomSnapshot snapshot, List<Event> waiting) {
        ConversationId id = snapshot.room().id();
        RoomView view = views.open(snapshot);
        RoomStream stream = streams.get(id);
        if (stream == null) {
            stream = new RoomStream(view);
            streams.put(id, stream);
        } else {
            stream.view = view;
            stream.sequencer.jumpTo(view.sequence());
            // it was subscribed to before already
            subscriptions.unsubscribe(id);
        }
        for (Member member : snapshot.members()) {
            unseen.isMember(member.person(), null);
            for (LocalSession local : List.copyOf(people.of(member.person()))) {
                if (!local.rooms().contains(stream)) {
                    delivery.attach(stream, local);
                }
            }
        }
        settling.advanced(id, view.sequence());
        apply(stream, waiting);
        closeIfAbandoned(stream);
    }

    private void apply(RoomStream stream, List<Event> events) {
        List<Event> next = stream.sequencer.next(events);
        if (!next.isEmpty()) {
            try {
                delivery.deliver(stream, next);
            } catch (RuntimeException bug) {
                LOG.atError()
                        .addKeyValue("room", stream.room().name())
                        .setCause(bug)
                        .log("events could not be handed out; the room is taken up anew");
                open(stream.room());
            }
            settling.advanced(stream.room().id(), stream.view.sequence());
            closeIfAbandoned(stream);
        }
        fillGap(stream);
    }

    private void fillGap(RoomStream stream) {
        if (!stream.sequencer.beginFilling()) {
            return;
        }
        metrics.gap();
        ConversationId id = stream.room().id();
        long before = stream.sequencer.position();
        services.ask(new RoomRequest.Since(id, before)).onComplete(result -> {
            if (result.succeeded() && streams.get(id) == stream) {
                stream.sequencer.filled();
                apply(stream, result.result().events());
            }
            if (stream.sequencer.position() == before && stream.sequencer.hasGap()) {
                timer.after(LoopTimer.RETRY_MILLIS, () -> fillAgain(stream, before, result.succeeded()));
            }
        });
    }

    /** @param asked what is missing was asked for, and is not to be had */
    private void fillAgain(RoomStream stream, long before, boolean asked) {
        stream.sequencer.filled();
        if (streams.get(stream.room().id()) != stream) {
            return;
        }
        if (asked && stream.sequencer.position() == before) {
            LOG.atWarn()
                    .addKeyValue("room", stream.room().name())
                    .addKeyValue("position", before)
                    .log("events are missing that cannot be had; the room is taken up anew");
            open(stream.room());
        } else {
            fillGap(stream);
        }
    }

    private void closeIfAbandoned(RoomStream stream) {
        ConversationId id = stream.room().id();
        if (stream.audience.size() == 0 && streams.remove(id, stream)) {
            views.close(id);
            settling.ended(id);
            if (!openings.containsKey(id)) {
                subscriptions.unsubscribe(id);
            }
        }
    }

    /** There is no such room any more. */
    void onEnded(ConversationId id) {
        RoomStream stream = streams.remove(id);
        if (stream != null) {
            for (int i = 0; i < stream.audience.size(); i++) {
                stream.audience.get(i).rooms().remove(stream);
            }
            views.close(id);
            subscriptions.unsubscribe(id);
        }
        settling.ended(id);
    }
}
