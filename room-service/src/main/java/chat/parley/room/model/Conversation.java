package chat.parley.room.model;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a conversation in memory: where its sequence stands, and what its kind adds. Belongs to the room verticle's
 * context; while a commit is under way nothing of it changes, so that the store may read it meanwhile.
 */
public abstract sealed class Conversation permits Room, Direct {
    private final ConversationId id;
    private long sequence;
    private long lastTimeMillis;

    /** Events decided in the batch that is being made; null between batches, which is nearly always. */
    private @Nullable List<Event> fresh;

    Conversation(ConversationId id, long sequence, long lastTimeMillis) {
        this.id = id;
        this.sequence = sequence;
        this.lastTimeMillis = lastTimeMillis;
    }

    public final ConversationId id() {
        return id;
    }

    /** Of the last event, 0 when there is none yet. */
    public final long sequence() {
        return sequence;
    }

    /** A new event's time: now, or the last event's when the clock was set back. */
    final long timeOfNext(long nowMillis) {
        return Math.max(nowMillis, lastTimeMillis);
    }

    /**
     * Takes an event into the state.
     *
     * @return whether it is the first one of this batch
     */
    final boolean take(Event event) {
        if (event.sequence() > 0) {
            sequence = event.sequence();
            lastTimeMillis = event.timeMillis();
            apply(event);
        }
        boolean first = fresh == null;
        if (fresh == null) {
            fresh = new ArrayList<>(4);
        }
        fresh.add(event);
        return first;
    }

    /** What was decided in this batch, oldest first; empties it. */
    public final List<Event> takeFresh() {
        List<Event> taken = fresh == null ? List.of() : List.copyOf(fresh);
        fresh = null;
        return taken;
    }

    abstract void apply(Event event);

    /** What it is called on the wire. */
    public abstract ConversationRef ref();

    /** By what it is looked up. */
    public abstract Need need();
}
