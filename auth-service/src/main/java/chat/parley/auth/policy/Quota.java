package chat.parley.auth.policy;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;

/**
 * So many a key within a sliding window. It remembers at most {@code maxTracked} keys; beyond that it forgets the one that was used
 * longest ago. Not thread-safe.
 */
public final class Quota {
    private final int perWindow;
    private final long windowMillis;
    private final int maxTracked;
    /** In the order of the last use. */
    private final LinkedHashMap<String, ArrayDeque<Long>> uses = new LinkedHashMap<>();

    public Quota(int perWindow, long windowMillis, int maxTracked) {
        this.perWindow = perWindow;
        this.windowMillis = windowMillis;
        this.maxTracked = maxTracked;
    }

    /**
     * Takes one, if there is one left.
     *
     * @return 0 when it was taken, else how many milliseconds until there will be one
     */
    public long take(String key, long nowMillis) {
        ArrayDeque<Long> times = uses.getOrDefault(key, new ArrayDeque<>());
        while (!times.isEmpty() && nowMillis - times.getFirst() >= windowMillis) {
            times.removeFirst();
        }
        if (times.size() >= perWindow) {
            long oldest = times.isEmpty() ? nowMillis : times.getFirst();
            return oldest + windowMillis - nowMillis;
        }
        times.addLast(nowMillis);
        uses.remove(key);
        uses.put(key, times);
        forgetOld(nowMillis);
        return 0;
    }

    /** Gives the last one that was taken back, because nothing came of it. */
    public void giveBack(String key) {
        ArrayDeque<Long> times = uses.get(key);
        if (times != null) {
            times.pollLast();
            if (times.isEmpty()) {
                uses.remove(key);
            }
        }
    }

    /** How many keys are remembered. */
    public int size() {
        return uses.size();
    }

    private void forgetOld(long nowMillis) {
        Iterator<ArrayDeque<Long>> oldestFirst = uses.values().iterator();
        while (oldestFirst.hasNext()) {
            boolean expired = nowMillis - oldestFirst.next().getLast() >= windowMillis;
            if (!expired && uses.size() <= maxTracked) {
                return;
            }
            oldestFirst.remove();
        }
    }
}
