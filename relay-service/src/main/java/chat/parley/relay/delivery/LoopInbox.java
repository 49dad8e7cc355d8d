package chat.parley.relay.delivery;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.Event;
import chat.parley.relay.metrics.RelayMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a loop is told by the services, from whatever thread. What has gathered while the loop was busy is taken in one turn, and
 * events of one conversation become one batch: the busier the loop, the fewer its writes.
 *
 * <p>Its bound is that of the senders: the room service stops sending events to a relay that does not confirm them.
 */
public final class LoopInbox {
    private final Executor context;
    private final Loop loop;
    private final RelayMetrics metrics;
    private final Queue<Message> messages = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private sealed interface Message {
        record Events(List<ConversationEvents> batch) implements Message {}

        record Tails(Map<ConversationId, Long> tails) implements Message {}

        record Presence(PresenceFrame frame) implements Message {}

        record Everybody(PresenceSnapshot snapshot) implements Message {}
    }

    /** @param context runs a task on the loop */
    public LoopInbox(Executor context, Loop loop, RelayMetrics metrics) {
        this.context = context;
        this.loop = loop;
        this.metrics = metrics;
    }

    public void events(List<ConversationEvents> batch) {
        put(new Message.Events(batch));
    }

    public void tails(Map<ConversationId, Long> tails) {
        put(new Message.Tails(tails));
    }

    public void presence(PresenceFrame frame) {
        put(new Message.Presence(frame));
    }

    public void presence(PresenceSnapshot snapshot) {
        put(new Message.Everybody(snapshot));
    }

    private void put(Message message) {
        messages.add(message);
        if (scheduled.compareAndSet(false, true)) {
            context.execute(this::drain);
        }
    }

    private void drain() {
        scheduled.set(false);
        long begin = System.nanoTime();
        List<Message.Events> gathered = new ArrayList<>();
        for (Message message = messages.poll(); message != null; message = messages.poll()) {
            if (message instanceof Message.Events events) {
                gathered.add(events);
                continue;
            }
            apply(gathered);
            switch (message) {
                case Message.Events _events -> {}
                case Message.Tails tails -> loop.onTails(tails.tails());
                case Message.Presence presence -> loop.onPresence(presence.frame());
                case Message.Everybody everybody -> loop.onPresence(everybody.snapshot());
            }
        }
        apply(gathered);
        metrics.turn(System.nanoTime() - begin);
    }

    private void apply(List<Message.Events> gathered) {
        if (gathered.size() == 1) {
            loop.onEvents(gathered.getFirst().batch());
        } else if (!gathered.isEmpty()) {
            loop.onEvents(merged(gathered));
        }
        gathered.clear();
    }

    private static List<ConversationEvents> merged(List<Message.Events> gathered) {
        Map<ConversationId, ConversationEvents> byConversation = new LinkedHashMap<>();
        for (Message.Events one : gathered) {
            for (ConversationEvents piece : one.batch()) {
                byConversation.merge(piece.conversation().id(), piece, LoopInbox::joined);
            }
        }
        return List.copyOf(byConversation.values());
    }

    private static ConversationEvents joined(ConversationEvents first, ConversationEvents then) {
        List<Event> events = new ArrayList<>(first.events());
        events.addAll(then.events());
        return new ConversationEvents(then.conversation(), events);
    }
}
