package chat.parley.room.tell;

import chat.parley.contracts.bus.RelayLink;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.Event;
import chat.parley.room.metrics.RoomMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What goes to one relay: a frame for every batch that concerns it. At the bound of frames that it has not confirmed, it is told
 * only where its conversations' sequences end, once it confirms again, and asks for what it misses. That is said until it is
 * confirmed too.
 */
final class Outbox {
    private static final int MAX_CALLS = 1_000;

    private final RelayId relay;
    private final RelayLink link;
    private final int maxUnconfirmed;
    private final RoomMetrics metrics;
    private final Consumer<RelayId> lost;

    private List<ConversationEvents> next = new ArrayList<>();
    private List<ConversationEvents> calls = new ArrayList<>();
    private final Map<ConversationId, Long> behind = new HashMap<>();
    private int unconfirmed;
    private boolean announcing;

    /** @param lost called when nobody listens under that name any more, or too many calls are unanswered */
    Outbox(RelayId relay, RelayLink link, int maxUnconfirmed, RoomMetrics metrics, Consumer<RelayId> lost) {
        this.relay = relay;
        this.link = link;
        this.maxUnconfirmed = maxUnconfirmed;
        this.metrics = metrics;
        this.lost = lost;
    }

    void add(ConversationEvents events) {
        next.add(events);
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
        link.sendEvents(relay, all).onComplete(result -> {
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

    private void boundCalls() {
        if (calls.size() > MAX_CALLS) {
            calls.clear();
            lost.accept(relay);
        }
    }

    /** Says where sequences end, and once more what was not confirmed; unless the relay has enough to do. */
    void announce(Map<ConversationId, Long> tails) {
        behind.putAll(tails);
        if (unconfirmed < maxUnconfirmed) {
            announce();
            flush();
        }
    }

    private void announce() {
        if (behind.isEmpty() || announcing) {
            return;
        }
        Map<ConversationId, Long> told = Map.copyOf(behind);
        behind.clear();
        announcing = true;
        metrics.tails(told.size());
        link.sendTails(relay, told).onComplete(result -> {
            announcing = false;
            if (result.failed()) {
                if (RelayLink.isGone(result.cause())) {
                    lost.accept(relay);
                } else {
                    told.forEach((conversation, tail) -> behind.merge(conversation, tail, Math::max));
                }
            }
        });
    }

    private void leaveBehind(ConversationEvents events) {
        long last = events.events().getLast().sequence();
        for (int i = events.events().size() - 1; last == 0 && i >= 0; i--) {
            last = events.events().get(i).sequence();
        }
        if (last > 0) {
            behind.merge(events.conversation().id(), last, Math::max);
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
