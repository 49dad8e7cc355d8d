package chat.parley.relay.delivery;

import chat.parley.contracts.room.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Puts the events of one conversation in order: repeated ones are left out, and those that come too early wait until what is missing
 * has come. At most 1,024 wait; further ones are left out, and come again when they are asked for.
 */
final class Sequencer {
    private static final int MOST_WAITING = 1_024;
    private static final long UNKNOWN = -1;

    private final TreeMap<Long, Event> early = new TreeMap<>();
    private long position;
    private long seen;
    private boolean filling;

    /** @param position of the last event that is known already */
    Sequencer(long position) {
        this.position = position;
        this.seen = position;
    }

    /** For a conversation of which nothing is known: whatever comes first is the next one. */
    static Sequencer beginningAnywhere() {
        return new Sequencer(UNKNOWN);
    }

    /** Where nothing is known, everything after this position is to come. */
    void beginAfter(long before) {
        if (position == UNKNOWN) {
            position = before;
            seen = Math.max(seen, before);
        }
    }

    /** The last event that was let through. */
    long position() {
        return Math.max(position, 0);
    }

    /** The conversation is known to have come so far. */
    void sawTail(long tail) {
        seen = Math.max(seen, tail);
    }

    /** What is missing was passed over: a snapshot at this position stands for it. */
    void jumpTo(long newPosition) {
        position = newPosition;
        early.headMap(newPosition, true).clear();
    }

    /** What is missing cannot be had: goes on, at the next {@link #next}, with the earliest that waits. */
    void passGap() {
        position = early.isEmpty() ? seen : early.firstKey() - 1;
    }

    /** Whether events are missing that exist. */
    boolean hasGap() {
        return position != UNKNOWN && seen > position;
    }

    /** True once for each gap: what is missing is to be asked for now. {@link #filled} ends that. */
    boolean beginFilling() {
        if (filling || !hasGap()) {
            return false;
        }
        filling = true;
        return true;
    }

    void filled() {
        filling = false;
    }

    /** The events whose turn it is. Those without a place in the sequence pass at once. */
    List<Event> next(List<Event> events) {
        if (early.isEmpty() && isNext(events)) {
            position = events.getLast().sequence();
            seen = Math.max(seen, position);
            return events;
        }
        var next = new ArrayList<Event>(events.size());
        addEarly(next);
        for (Event event : events) {
            long sequence = event.sequence();
            if (sequence == 0) {
                next.add(event);
            } else if (position == UNKNOWN || sequence == position + 1) {
                next.add(event);
                position = sequence;
                addEarly(next);
            } else if (sequence > position && early.size() < MOST_WAITING) {
                early.put(sequence, event);
            }
            seen = Math.max(seen, sequence);
        }
        return next;
    }

    /** The usual case: a piece that goes on where the last one ended. */
    private boolean isNext(List<Event> events) {
        return !events.isEmpty()
                && events.getFirst().sequence() == position + 1
                && events.getFirst().sequence() > 0
                && events.getLast().sequence() == position + events.size();
    }

    private void addEarly(List<Event> next) {
        for (Event waiting = early.remove(position + 1); waiting != null; waiting = early.remove(position + 1)) {
            next.add(waiting);
            position++;
        }
    }
}
