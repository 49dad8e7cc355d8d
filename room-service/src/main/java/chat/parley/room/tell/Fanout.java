package chat.parley.room.tell;

import chat.parley.contracts.bus.RelayLink;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.room.metrics.RoomMetrics;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.Conversation;
import chat.parley.room.model.Direct;
import chat.parley.room.model.Room;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends committed events to the relays that they concern: of a room, those that subscribed; of a private conversation, those that
 * have sessions of either person. Belongs to the room verticle's context.
 */
public final class Fanout {
    private final RelayLink link;
    private final Reach reach;
    private final int maxUnconfirmed;
    private final boolean relaysOutlive;
    private final RoomMetrics metrics;

    private final Map<ConversationId, List<Subscription>> subscriptions = new HashMap<>();
    private final Map<RelayId, Outbox> outboxes = new HashMap<>();
    /** The relays that know how they stand: they have asked since they were lost. */
    private final Set<RelayId> attending = new HashSet<>();
    /** With the last position that was told: what is decided, but not stored yet, is nobody's tail. */
    private final Map<Conversation, Long> changedLately = new LinkedHashMap<>();

    /** @param since the relay has everything up to this position */
    private record Subscription(RelayId relay, long since) {}

    /**
     * Knows no relay yet.
     *
     * @param maxUnconfirmed frames that a relay may leave unconfirmed
     * @param relaysOutlive relays are processes of their own, and ask what they missed of an earlier life of this one
     */
    public Fanout(RelayLink link, Reach reach, int maxUnconfirmed, boolean relaysOutlive, RoomMetrics metrics) {
        this.link = link;
        this.reach = reach;
        this.maxUnconfirmed = maxUnconfirmed;
        this.relaysOutlive = relaysOutlive;
        this.metrics = metrics;
    }

    /**
     * The relay is there.
     *
     * @return whether it was known before; where not, it has to subscribe anew
     */
    public boolean attends(RelayId relay) {
        outbox(relay);
        return !attending.add(relay);
    }

    /** The relay has asked what it missed of private conversations, and is told this. */
    public void catchUp(RelayId relay, List<RecentDirect> told) {
        outbox(relay).catchUp(told);
    }

    /**
     * From now on the relay is sent a room's events.
     *
     * @param since has everything up to this position, in a snapshot; where one of its loops follows the room already, that one
     *     needs what others have in a snapshot, and those know what to leave out
     */
    public void subscribe(ConversationId room, RelayId relay, long since) {
        List<Subscription> list = subscriptions.computeIfAbsent(room, _room -> new ArrayList<>(1));
        if (!isAmong(list, relay)) {
            list.add(new Subscription(relay, since));
        }
    }

    public void unsubscribe(ConversationId room, RelayId relay) {
        List<Subscription> list = subscriptions.get(room);
        if (list != null && list.removeIf(subscription -> subscription.relay().equals(relay)) && list.isEmpty()) {
            subscriptions.remove(room);
        }
    }

    public boolean isSubscribed(ConversationId room) {
        return subscriptions.containsKey(room);
    }

    /** The batch's new events, one frame a relay. */
    public void tell(ChangeSet changes) {
        List<Outbox> dirty = new ArrayList<>(2);
        for (Conversation conversation : changes.touched()) {
            List<Event> fresh = conversation.takeFresh();
            ConversationEvents events = new ConversationEvents(conversation.ref(), fresh);
            switch (conversation) {
                case Room room -> toSubscribers(room, events, dirty);
                case Direct direct -> toBothEnds(direct, events, dirty);
            }
            if (events.last() > 0) {
                changedLately.put(conversation, events.last());
            }
        }
        changes.ended().forEach(this::forget);
        dirty.forEach(Outbox::flush);
    }

    /** Succeeds when a relay has handed to its loops what was sent to it so far, if anything was; fails when it has not. */
    public Future<Void> handed(RelayId relay) {
        Outbox known = outboxes.get(relay);
        return known == null ? Future.succeededFuture() : known.handed();
    }

    private void toSubscribers(Room room, ConversationEvents events, List<Outbox> dirty) {
        List<Subscription> list = subscriptions.getOrDefault(room.id(), List.of());
        callOthers(list, events, dirty);
        for (int i = 0; i < list.size(); i++) {
            Subscription subscription = list.get(i);
            ConversationEvents news = after(subscription.since(), events);
            if (!news.events().isEmpty()) {
                add(subscription.relay(), news, dirty);
            }
        }
    }

    /** Who joins does so with all devices. The one that asked is answered; those on relays that do not follow the room yet have to learn that they are in it. So has who is invited. */
    private void callOthers(List<Subscription> subscribed, ConversationEvents events, List<Outbox> dirty) {
        Map<RelayId, List<Event>> calls = new HashMap<>();
        for (Event event : events.events()) {
            PersonId called = called(event);
            if (called != null) {
                for (RelayId relay : reach.relaysOf(called)) {
                    if (!isAmong(subscribed, relay)) {
                        calls.computeIfAbsent(relay, _relay -> new ArrayList<>())
                                .add(event);
                    }
                }
            }
        }
        calls.forEach((relay, joins) -> {
            Outbox outbox = outbox(relay);
            outbox.call(new ConversationEvents(events.conversation(), joins));
            markDirty(outbox, dirty);
        });
    }

    private @Nullable PersonId called(Event event) {
        PersonId author = event.author().person();
        return switch (event.change()) {
            case Change.Join _join -> reach.hasSeveral(author) ? author : null;
            case Change.Invite invite -> invite.target();
            default -> null;
        };
    }

    private static boolean isAmong(List<Subscription> subscribed, RelayId relay) {
        for (int i = 0; i < subscribed.size(); i++) {
            if (subscribed.get(i).relay().equals(relay)) {
                return true;
            }
        }
        return false;
    }

    /** Only a batch in which somebody subscribed has events that are in the snapshot already. */
    private static ConversationEvents after(long since, ConversationEvents events) {
        Event first = events.events().getFirst();
        if (first.sequence() > since) {
            return events;
        }
        return new ConversationEvents(
                events.conversation(),
                events.events().stream()
                        .filter(event -> event.sequence() == 0 || event.sequence() > since)
                        .toList());
    }

    private void toBothEnds(Direct direct, ConversationEvents events, List<Outbox> dirty) {
        Set<RelayId> relays = new HashSet<>(reach.relaysOf(direct.ref().first()));
        relays.addAll(reach.relaysOf(direct.ref().second()));
        for (Event event : events.events()) {
            if (event.origin() != null) {
                relays.add(event.origin().session().relay());
            }
        }
        // made once for all relays that were sent nothing before, which is how it usually is
        ConversationEvents beginning = new ConversationEvents(direct.ref(), events.events(), events.first());
        for (RelayId relay : relays) {
            Outbox outbox = outbox(relay);
            outbox.add(direct.ref(), beginning);
            markDirty(outbox, dirty);
        }
    }

    private void add(RelayId relay, ConversationEvents events, List<Outbox> dirty) {
        Outbox outbox = outbox(relay);
        outbox.add(events);
        markDirty(outbox, dirty);
    }

    private static void markDirty(Outbox outbox, List<Outbox> dirty) {
        if (!dirty.contains(outbox)) {
            dirty.add(outbox);
        }
    }

    /** Tells every relay where those of its conversations end that changed since this was called last. */
    public void announceTails() {
        Map<RelayId, Map<ConversationId, Long>> tails = new HashMap<>();
        changedLately.forEach((conversation, last) -> {
            for (RelayId relay : relaysOf(conversation)) {
                switch (conversation) {
                    case Room room ->
                        tails.computeIfAbsent(relay, _relay -> new HashMap<>()).put(room.id(), last);
                    case Direct direct -> outbox(relay).ends(direct.ref(), last);
                }
            }
        });
        changedLately.clear();
        tails.keySet().forEach(this::outbox);
        List.copyOf(outboxes.entrySet())
                .forEach(entry -> entry.getValue().announce(tails.getOrDefault(entry.getKey(), Map.of())));
    }

    private Set<RelayId> relaysOf(Conversation conversation) {
        Set<RelayId> relays = new HashSet<>();
        switch (conversation) {
            case Room room ->
                subscriptions
                        .getOrDefault(room.id(), List.of())
                        .forEach(subscription -> relays.add(subscription.relay()));
            case Direct direct -> {
                relays.addAll(reach.relaysOf(direct.ref().first()));
                relays.addAll(reach.relaysOf(direct.ref().second()));
            }
        }
        return relays;
    }

    private void forget(Conversation conversation) {
        subscriptions.remove(conversation.id());
        changedLately.remove(conversation);
    }

    private Outbox outbox(RelayId relay) {
        return outboxes.computeIfAbsent(
                relay, id -> new Outbox(id, link, maxUnconfirmed, !relaysOutlive, metrics, this::lost));
    }

    private void lost(RelayId relay) {
        outboxes.remove(relay);
        attending.remove(relay);
        subscriptions
                .values()
                .forEach(list ->
                        list.removeIf(subscription -> subscription.relay().equals(relay)));
        subscriptions.values().removeIf(List::isEmpty);
    }
}
