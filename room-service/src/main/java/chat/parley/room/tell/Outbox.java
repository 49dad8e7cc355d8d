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
 * only where its conversations' sequences end, once it confirms again, and asks for what it misses.
 */
final class Outbox {
    private final RelayId relay;
    private final RelayLink link;
    private final int maxUnconfirmed;
    private final RoomMetrics metrics;
    private final Consumer<RelayId> lost;

    private List<ConversationEvents> next = new ArrayList<>();
    private final Map<ConversationId, Long> behind = new HashMap<>();
    private int unconfirmed;

    /** @param lost called when nobody listens under that name any more */
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

    /** Sends what was added as one frame. */
    void flush() {
        if (next.isEmpty()) {
            return;
        }
        List<ConversationEvents> frame = next;
        next = new ArrayList<>();
        if (unconfirmed >= maxUnconfirmed) {
            frame.forEach(this::leaveBehind);
            return;
        }
        unconfirmed++;
        metrics.frame(events(frame));
        link.sendEvents(relay, frame).onComplete(result -> {
            unconfirmed--;
            if (result.failed()) {
                if (RelayLink.isGone(result.cause())) {
                    lost.accept(relay);
                    return;
                }
                frame.forEach(this::leaveBehind);
            }
            announce();
        });
    }

    /** Says where sequences end, unless the relay has enough to do. */
    void announce(Map<ConversationId, Long> tails) {
        behind.putAll(tails);
        if (unconfirmed < maxUnconfirmed) {
            announce();
        }
    }

    private void announce() {
        if (!behind.isEmpty()) {
            metrics.tails(behind.size());
            link.sendTails(relay, behind);
            behind.clear();
        }
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
