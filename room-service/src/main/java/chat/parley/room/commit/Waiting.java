package chat.parley.room.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for the next batch: a queue, and beside it those that need something read first, with everything about
 * the same that came after them.
 */
final class Waiting {
    private final ArrayDeque<Entry> queue = new ArrayDeque<>();
    private final Map<Object, Deque<Entry>> parked = new LinkedHashMap<>();
    private int size;
    private long bytes;

    int size() {
        return size;
    }

    long bytes() {
        return bytes;
    }

    boolean hasNext() {
        return !queue.isEmpty();
    }

    void add(Entry entry) {
        queue.add(entry);
        size++;
        bytes += entry.bytes();
    }

    /**
     * The next one that does not have to wait behind a parked one; null when there is none.
     *
     * @param behind called for those that do have to
     */
    @Nullable
    Entry next(Consumer<Entry> behind) {
        for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
            Deque<Entry> ahead = parked.isEmpty() ? null : parked.get(entry.about());
            if (ahead == null) {
                size--;
                bytes -= entry.bytes();
                return entry;
            }
            ahead.add(entry);
            behind.accept(entry);
        }
        return null;
    }

    /** Puts the one that was just taken aside, until {@link #unpark}. */
    void park(Entry entry) {
        size++;
        bytes += entry.bytes();
        parked.computeIfAbsent(entry.about(), _about -> new ArrayDeque<>()).add(entry);
    }

    /** Puts all that were parked back to the front, in their order. */
    void unpark() {
        List<Entry> all = new ArrayList<>();
        parked.values().forEach(all::addAll);
        parked.clear();
        putBack(all);
    }

    private void putBack(List<Entry> entries) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            queue.addFirst(entries.get(i));
        }
    }

    /** Puts some that were taken back to the front, in their order. */
    void returnToFront(List<Entry> taken) {
        taken.forEach(entry -> {
            size++;
            bytes += entry.bytes();
        });
        putBack(taken);
    }

    /** Takes out what matches. */
    void remove(Predicate<Entry> which, Consumer<Entry> taken) {
        remove(queue.iterator(), which, taken);
        for (Iterator<Deque<Entry>> lines = parked.values().iterator(); lines.hasNext(); ) {
            Deque<Entry> line = lines.next();
            remove(line.iterator(), which, taken);
            if (line.isEmpty()) {
                lines.remove();
            }
        }
    }

    private void remove(Iterator<Entry> entries, Predicate<Entry> which, Consumer<Entry> taken) {
        while (entries.hasNext()) {
            Entry entry = entries.next();
            if (which.test(entry)) {
                entries.remove();
                size--;
                bytes -= entry.bytes();
                taken.accept(entry);
            }
        }
    }
}
