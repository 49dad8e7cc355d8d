package chat.parley.room.tell;

import chat.parley.contracts.bus.RelayListener;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RecentDirect;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A relay that hears what rooms tell it. */
final class Ear implements RelayListener {
    final List<List<ConversationEvents>> frames = new CopyOnWriteArrayList<>();
    final List<Map<ConversationId, Long>> tails = new CopyOnWriteArrayList<>();
    final List<List<RecentDirect>> ends = new CopyOnWriteArrayList<>();
    /** How many of the next it fails to confirm. */
    final AtomicInteger failing = new AtomicInteger();

    private boolean fails() {
        return failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    @Override
    public void onEvents(List<ConversationEvents> batch) {
        if (fails()) {
            throw new UnsupportedOperationException("as the test wants it");
        }
        frames.add(batch);
    }

    @Override
    public void onPresence(PresenceFrame frame) {}

    @Override
    public void onTails(Map<ConversationId, Long> ofRooms, List<RecentDirect> directs) {
        if (fails()) {
            throw new UnsupportedOperationException("as the test wants it");
        }
        tails.add(ofRooms);
        ends.add(directs);
    }

    List<Long> firstSent() {
        return frames.stream()
                .flatMap(List::stream)
                .map(ConversationEvents::firstSent)
                .toList();
    }

    List<Long> sequences() {
        return frames.stream()
                .flatMap(List::stream)
                .flatMap(events -> events.events().stream())
                .map(Event::sequence)
                .toList();
    }
}
