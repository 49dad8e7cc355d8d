package chat.parley.relay.delivery;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.relay.metrics.RelayMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a loop is told by the services. What has gathered while the loop was busy is taken in one turn, and events of one
 * conversation become one batch: the busier the loop, the fewer its writes.
 *
 * <p>All loops of a process are handed a message before any of them acts on it, and a loop looks here before it looks at what
 * clients sent. So nobody who was answered can find another one, who asks later on another loop, behind.
 *
 * <p>Bound: when 2,048 pieces with events wait, further ones are left out; the loop notices the gap, and asks for them when it has
 * come so far. Presence is never left out: there is not more of it than people do.
 */
public final class LoopInbox {
    private static final int MOST_WAITING = 2_048;

    private final Executor context;
    private final Loop loop;
    private final RelayMetrics metrics;
    private final Queue<Message> messages = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Something for all loops. */
    private abstract static sealed class Message {
        /** All loops have it. */
        volatile boolean handed;

        static final class Events extends Message {
            final List<ConversationEvents> batch;

            Events(List<ConversationEvents> batch) {
                this.batch = batch;
            }
        }

        static final class Tails extends Message {
            final Map<ConversationId, Long> tails;
            final List<RecentDirect> directs;

            Tails(Map<ConversationId, Long> tails, List<RecentDirect> directs) {
                this.tails = tails;
                this.directs = directs;
            }
        }

        static final class Other extends Message {
            final Consumer<Loop> what;

            Other(Consumer<Loop> what) {
                this.what = what;
            }
        }
    }

    /** @param context runs a task on the loop */
    public LoopInbox(Executor context, Loop loop, RelayMetrics metrics) {
        this.context = context;
        this.loop = loop;
        this.metrics = metrics;
    }

    /** Hands events to these loops. From one thread at a time, like the others. */
    public static void events(List<LoopInbox> loops, List<ConversationEvents> batch) {
        hand(loops, new Message.Events(batch));
    }

    public static void tails(List<LoopInbox> loops, Map<ConversationId, Long> tails, List<RecentDirect> directs) {
        hand(loops, new Message.Tails(tails, directs));
    }

    public static void presence(List<LoopInbox> loops, PresenceFrame frame) {
        tell(loops, loop -> loop.onPresence(frame));
    }

    public static void presence(List<LoopInbox> loops, PresenceSnapshot snapshot) {
        tell(loops, loop -> loop.onPresence(snapshot));
    }

    /** Hands over what each loop is to do with what was told, in its place among the rest. */
    public static void tell(List<LoopInbox> loops, Consumer<Loop> what) {
        hand(loops, new Message.Other(what));
    }

    private static void hand(List<LoopInbox> loops, Message message) {
        loops.forEach(loop -> loop.add(message));
        message.handed = true;
        loops.forEach(LoopInbox::schedule);
    }

    private void add(Message message) {
        if (waiting.get() < MOST_WAITING || !(message instanceof Message.Events)) {
            waiting.incrementAndGet();
            messages.add(message);
        }
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            context.execute(() -> {
                scheduled.set(false);
                drain();
            });
        }
    }

    /** Acts on everything that all loops have by now. On the loop's thread. */
    public void drain() {
        Message message = next();
        if (message == null) {
            return;
        }
        long begin = System.nanoTime();
        List<Message.Events> gathered = new ArrayList<>();
        for (; message != null; message = next()) {
            if (message instanceof Message.Events events) {
                gathered.add(events);
                continue;
            }
            apply(gathered);
            switch (message) {
                case Message.Events _events -> {}
                case Message.Tails tails -> loop.onTails(tails.tails, tails.directs);
                case Message.Other other -> other.what.accept(loop);
            }
        }
        apply(gathered);
        metrics.turn(System.nanoTime() - begin);
    }

    /** One that not all have yet waits: whoever hands it on schedules this again. */
    private @Nullable Message next() {
        Message first = messages.peek();
        if (first == null || !first.handed) {
            return null;
        }
        waiting.decrementAndGet();
        return messages.poll();
    }

    private void apply(List<Message.Events> gathered) {
        if (gathered.size() == 1) {
            loop.onEvents(gathered.getFirst().batch);
        } else if (!gathered.isEmpty()) {
            loop.onEvents(merged(gathered));
        }
        gathered.clear();
    }

    private static List<ConversationEvents> merged(List<Message.Events> gathered) {
        Map<ConversationId, ConversationEvents> byConversation = new LinkedHashMap<>();
        for (Message.Events one : gathered) {
            for (ConversationEvents piece : one.batch) {
                byConversation.merge(piece.conversation().id(), piece, LoopInbox::joined);
            }
        }
        return List.copyOf(byConversation.values());
    }

    private static ConversationEvents joined(ConversationEvents first, ConversationEvents then) {
        List<Event> events = new ArrayList<>(first.events());
        events.addAll(then.events());
        return new ConversationEvents(
                then.conversation(), events, first.firstSent() == 0 ? then.firstSent() : first.firstSent());
    }
}
