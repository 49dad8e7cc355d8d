package chat.parley.room.tell;

import chat.parley.contracts.bus.RelayLink;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.room.metrics.RoomMetrics;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What goes to one relay: a frame for every batch that concerns it. At the bound of frames that it has not confirmed, it is told
 * only where its conversations' sequences end, once it confirms again, and asks for what it misses. That is said until it is
 * confirmed too.
 *
 * <p>Of private conversations nothing is sent to a relay that has not asked yet what of them it missed: of an earlier life of this
 * service, or from before it was lost, something may lie before in the same conversation, and has to come first. Of 10,000 at most
 * it is known that something is to be told; beyond that the relay is lost, and asks again.
 */
final class Outbox {
    private static final int MAX_CALLS = 1_000;
    private static final int MAX_HELD = 10_000;

    private final RelayId relay;
    private final RelayLink link;
    private final int maxUnconfirmed;
    private final RoomMetrics metrics;
    private final Consumer<RelayId> lost;

    private List<ConversationEvents> next = new ArrayList<>();
    private List<ConversationEvents> calls = new ArrayList<>();
    private final Map<ConversationId, Long> behind = new HashMap<>();
    /** Private conversations of which something was sent, from where the relay has not confirmed that it knows their end. */
    private final Map<ConversationId, RecentDirect> directs = new HashMap<>();
    /** The ends of private conversations are to be told. */
    private boolean due;

    /** It has asked what it missed. */
    private boolean caughtUp;

    private int unconfirmed;
    private Future<Void> handed = Future.succeededFuture();
    private boolean announcing;

    /**
     * Has nothing to send yet.
     *
     * @param caughtUp nothing can have been missed
     * @param lost called when nobody listens under that name any more, or too much is to be told to it
     */
    Outbox(
            RelayId relay,
            RelayLink link,
            int maxUnconfirmed,
            boolean caughtUp,
            RoomMetrics metrics,
            Consumer<RelayId> lost) {
        this.relay = relay;
        this.link = link;
        this.maxUnconfirmed = maxUnconfirmed;
        this.caughtUp = caughtUp;
        this.metrics = metrics;
        this.lost = lost;
    }

    void add(ConversationEvents events) {
        next.add(events);
    }

    /**
     * Of a private conversation: nobody subscribes to it, so that a relay cannot know by itself where it begins to be sent it.
     *
     * @param events with their own first position as the first that is sent
     */
    void add(ConversationRef.Direct direct, ConversationEvents events) {
        if (events.firstSent() == 0) {
            next.add(events);
            return;
        }
        RecentDirect sent = directs.merge(
                direct.id(),
                new RecentDirect(direct, events.firstSent() - 1, events.last()),
                (before, now) -> new RecentDirect(direct, before.before(), now.latest()));
        if (!caughtUp) {
            boundHeld();
            return;
        }
        long first = sent.before() + 1;
        next.add(first == events.firstSent() ? events : new ConversationEvents(direct, events.events(), first));
    }

    /**
     * The relay is about to be told where those of its private conversations end in which it may have missed something. What is sent
     * of them from now on begins there, too, whichever comes first.
     */
    void catchUp(List<RecentDirect> told) {
        caughtUp = true;
        for (RecentDirect one : told) {
            directs.merge(
                    one.conversation().id(),
                    one,
                    (held, missed) -> new RecentDirect(
                            held.conversation(),
                            Math.min(held.before(), missed.before()),
                            Math.max(held.latest(), missed.latest())));
        }
        due = true;
        announce();
    }

    private void boundHeld() {
        if (directs.size() > MAX_HELD) {
            directs.clear();
            lost.accept(relay);
        }
    }

    /** Where a private conversation ends. To a relay that was sent nothing of it that says where it begins. */
    void ends(ConversationRef.Direct direct, long latest) {
        directs.merge(
                direct.id(),
                new RecentDirect(direct, latest, latest),
                (sent, end) -> new RecentDirect(direct, sent.before(), Math.max(sent.latest(), end.latest())));
    }

    /**
     * What brings somebody into a conversation that the relay does not follow: where that ends would tell it nothing, so it is sent
     * until it is confirmed.
     */
    void call(ConversationEvents events) {
        calls.add(events);
    }

    /** Sends what was added as one frame. */
    void flush() {
        if (next.isEmpty() && calls.isEmpty()) {
            return;
        }
        List<ConversationEvents> frame = next;
        next = new ArrayList<>();
        if (unconfirmed >= maxUnconfirmed) {
            frame.forEach(this::leaveBehind);
            boundCalls();
            return;
        }
        List<ConversationEvents> called = calls;
        calls = new ArrayList<>();
        send(frame, called);
    }

    private void send(List<ConversationEvents> frame, List<ConversationEvents> called) {
        List<ConversationEvents> all = frame;
        if (!called.isEmpty()) {
            all = new ArrayList<>(called);
            all.addAll(frame);
        }
        unconfirmed++;
        metrics.frame(events(all));
        Future<Void> sent = link.sendEvents(relay, all);
        handed = sent;
        sent.onComplete(result -> {
            unconfirmed--;
            if (result.failed()) {
                if (RelayLink.isGone(result.cause())) {
                    lost.accept(relay);
                    return;
                }
                frame.forEach(this::leaveBehind);
                calls.addAll(called);
                boundCalls();
            }
            announce();
        });
    }

    /** Succeeds when the relay has handed to its loops what was sent to it last; fails when it has not. */
    Future<Void> handed() {
        return handed;
    }

    private void boundCalls() {
        if (calls.size() > MAX_CALLS) {
            calls.clear();
            lost.accept(relay);
        }
    }

    /** Says where sequences end, and once more what was not confirmed; unless the relay has enough to do. */
    void announce(Map<ConversationId, Long> tails) {
        behind.putAll(tails);
        due = true;
        if (unconfirmed < maxUnconfirmed) {
            announce();
            flush();
        }
    }

    private void announce() {
        List<RecentDirect> ends = due && caughtUp ? List.copyOf(directs.values()) : List.of();
        if (announcing || (behind.isEmpty() && ends.isEmpty())) {
            return;
        }
        Map<ConversationId, Long> told = Map.copyOf(behind);
        behind.clear();
        due = false;
        announcing = true;
        metrics.tails(told.size() + ends.size());
        link.sendTails(relay, told, ends).onComplete(result -> {
            announcing = false;
            if (result.succeeded()) {
                ends.forEach(this::confirmed);
            } else if (RelayLink.isGone(result.cause())) {
                lost.accept(relay);
            } else {
                told.forEach((conversation, tail) -> behind.merge(conversation, tail, Math::max));
                due |= !ends.isEmpty();
            }
        });
    }

    private void confirmed(RecentDirect end) {
        directs.computeIfPresent(
                end.conversation().id(),
                (_id, sent) -> sent.latest() > end.latest()
                        ? new RecentDirect(sent.conversation(), end.latest(), sent.latest())
                        : null);
    }

    private void leaveBehind(ConversationEvents events) {
        switch (events.conversation()) {
            case ConversationRef.Direct _direct -> due = true;
            case ConversationRef.Room room -> {
                if (events.last() > 0) {
                    behind.merge(room.id(), events.last(), Math::max);
                }
            }
        }
    }

    private static int events(List<ConversationEvents> frame) {
        int count = 0;
        for (ConversationEvents events : frame) {
            List<Event> list = events.events();
            count += list.size();
        }
        return count;
    }
}
