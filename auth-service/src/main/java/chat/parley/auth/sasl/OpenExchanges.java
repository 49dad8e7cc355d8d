package chat.parley.auth.sasl;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges that wait for their client's next message. At the bound no further one is opened; one that waits for longer than 60 s
 * is dropped. One whose answer is being worked out is not in here, so that no two inputs meet in it. Not thread-safe.
 */
public final class OpenExchanges {
    public static final long MAX_WAIT_MILLIS = 60_000;

    private final int maxOpen;
    /** In the order of their deadlines. */
    private final LinkedHashMap<Long, Waiting> waiting = new LinkedHashMap<>();

    private long lastId;
    private int taken;

    /**
     * An exchange under way.
     *
     * @param address where the client is
     */
    public record Open(long id, SaslExchange exchange, String mechanism, String address) {}

    private record Waiting(Open open, long deadlineMillis) {}

    /**
     * Begins without any.
     *
     * @param firstId ids are counted from here; one that no earlier process used keeps late messages apart
     */
    public OpenExchanges(int maxOpen, long firstId) {
        this.maxOpen = maxOpen;
        this.lastId = firstId;
    }

    /**
     * Adds an exchange, which waits for its client from now on.
     *
     * @return null at the bound
     */
    public @Nullable Open open(SaslExchange exchange, String mechanism, String address, long nowMillis) {
        expire(nowMillis);
        if (size() >= maxOpen) {
            return null;
        }
        Open open = new Open(++lastId, exchange, mechanism, address);
        waiting.put(open.id(), new Waiting(open, nowMillis + MAX_WAIT_MILLIS));
        return open;
    }

    /** Takes one out, to work on it. Give it back with {@link #putBack}, or say {@link #over}. */
    public @Nullable Open take(long id, long nowMillis) {
        expire(nowMillis);
        Waiting found = waiting.remove(id);
        if (found == null) {
            return null;
        }
        taken++;
        return found.open();
    }

    /** It waits for its client again. */
    public void putBack(Open open, long nowMillis) {
        taken--;
        waiting.put(open.id(), new Waiting(open, nowMillis + MAX_WAIT_MILLIS));
    }

    /** One that was taken has ended. */
    public void over() {
        taken--;
    }

    /** Drops one that waits; nothing happens when it does not. */
    public void abort(long id) {
        waiting.remove(id);
    }

    public int size() {
        return waiting.size() + taken;
    }

    private void expire(long nowMillis) {
        Iterator<Map.Entry<Long, Waiting>> oldestFirst = waiting.entrySet().iterator();
        while (oldestFirst.hasNext() && oldestFirst.next().getValue().deadlineMillis() <= nowMillis) {
            oldestFirst.remove();
        }
    }
}
