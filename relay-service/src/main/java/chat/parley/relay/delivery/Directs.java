package chat.parley.relay.delivery;

import chat.parley.contracts.Services;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.relay.metrics.RelayMetrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The private conversations of the people on this loop. Of the 16,384 that were used last the position is known, so that a gap is
 * noticed; of another one the room service says what this relay was sent lately, and that is all that may be missing. Used on the
 * loop's thread only.
 */
final class Directs {
    private static final int MOST_KNOWN = 16_384;

    private final People people;
    private final RoomDelivery delivery;
    private final Settling settling;
    private final Services services;
    private final LoopTimer timer;
    private final RelayMetrics metrics;
    private final Map<ConversationId, DirectStream> streams = ofLate();
    /** How far this relay was sent conversations while nobody was here whom they concern: nothing is missing of that. */
    private final Map<ConversationId, Long> passed = ofLate();

    private record DirectStream(ConversationRef.Direct direct, Sequencer sequencer) {}

    Directs(
            People people,
            RoomDelivery delivery,
            Settling settling,
            Services services,
            LoopTimer timer,
            RelayMetrics metrics) {
        this.people = people;
        this.delivery = delivery;
        this.settling = settling;
        this.services = services;
        this.timer = timer;
        this.metrics = metrics;
    }

    private static <V> Map<ConversationId, V> ofLate() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<ConversationId, V> eldest) {
                return size() > MOST_KNOWN;
            }
        };
    }

    /** Where a conversation is, as far as this loop knows; -1 for one that it does not. */
    long position(ConversationId id) {
        DirectStream stream = streams.get(id);
        return stream == null ? -1 : stream.sequencer().position();
    }

    /** New events, as they were sent. */
    void onEvents(ConversationRef.Direct direct, ConversationEvents sent) {
        if (!concernsSomebodyHere(direct)) {
            streams.remove(direct.id());
            passed.merge(direct.id(), sent.last(), Math::max);
            return;
        }
        DirectStream stream = stream(direct);
        if (sent.firstSent() > 0) {
            begin(stream, sent.firstSent() - 1);
        }
        apply(stream, direct, sent.events());
        fillGap(stream);
    }

    private boolean concernsSomebodyHere(ConversationRef.Direct direct) {
        return people.isHere(direct.first()) || people.isHere(direct.second());
    }

    private DirectStream stream(ConversationRef.Direct direct) {
        return streams.computeIfAbsent(direct.id(), _new -> new DirectStream(direct, Sequencer.beginningAnywhere()));
    }

    private void begin(DirectStream stream, long before) {
        stream.sequencer()
                .beginAfter(Math.max(before, passed.getOrDefault(stream.direct().id(), 0L)));
    }

    private void apply(DirectStream stream, ConversationRef.Direct direct, List<Event> events) {
        List<Event> next = stream.sequencer().next(events);
        if (!next.isEmpty()) {
            delivery.deliver(direct, next);
            settling.advanced(direct.id(), stream.sequencer().position());
        }
    }

    /** Where conversations end in which something may have been missed: of those that this loop doesn't know too. */
    void onRecent(List<RecentDirect> recent) {
        for (RecentDirect one : recent) {
            if (concernsSomebodyHere(one.conversation())) {
                DirectStream stream = stream(one.conversation());
                begin(stream, one.before());
                stream.sequencer().sawTail(one.latest());
                fillGap(stream);
            }
        }
    }

    private void fillGap(DirectStream stream) {
        Sequencer sequencer = stream.sequencer();
        if (!sequencer.beginFilling()) {
            return;
        }
        metrics.gap();
        services.ask(new RoomRequest.Since(stream.direct().id(), sequencer.position()))
                .onComplete(result -> {
                    long before = sequencer.position();
                    if (result.failed()) {
                        timer.after(LoopTimer.RETRY_MILLIS, () -> {
                            sequencer.filled();
                            fillGap(stream);
                        });
                        return;
                    }
                    sequencer.filled();
                    apply(stream, stream.direct(), result.result().events());
                    if (sequencer.position() == before) {
                        // what is missing is not to be had any more: the conversation goes on without
                        sequencer.passGap();
                        apply(stream, stream.direct(), List.of());
                    }
                    fillGap(stream);
                });
    }
}
