package chat.parley.auth.policy;

import java.util.Iterator;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Slows down whoever fails again and again: after {@code free} failures within the window, each further one doubles the time that
 * has to pass, up to a maximum.
 *
 * <p>It remembers at most {@code maxTracked} keys; beyond that it forgets the one that failed longest ago. Not thread-safe.
 */
public final class FailureBrake {
    private final int free;
    private final long windowMillis;
    private final long firstWaitMillis;
    private final long maxWaitMillis;
    private final int maxTracked;
    /** In the order of the last failure. */
    private final LinkedHashMap<String, Failures> failing = new LinkedHashMap<>();

    private record Failures(int count, long lastMillis) {}

    /**
     * Makes one that has seen no failure.
     *
     * @param free how many failures cost nothing
     */
    public FailureBrake(int free, long windowMillis, long firstWaitMillis, long maxWaitMillis, int maxTracked) {
        this.free = free;
        this.windowMillis = windowMillis;
        this.firstWaitMillis = firstWaitMillis;
        this.maxWaitMillis = maxWaitMillis;
        this.maxTracked = maxTracked;
    }

    /** How long this key has to wait before its next attempt, in milliseconds; 0 when it need not. */
    public long waitMillis(String key, long nowMillis) {
        Failures failures = current(key, nowMillis);
        if (failures == null || failures.count() < free) {
            return 0;
        }
        int doublings = Math.min(failures.count() - free, 30);
        long wait = Math.min(firstWaitMillis << doublings, maxWaitMillis);
        return Math.max(0, failures.lastMillis() + wait - nowMillis);
    }

    public void failed(String key, long nowMillis) {
        Failures before = current(key, nowMillis);
        failing.remove(key);
        failing.put(key, new Failures(before == null ? 1 : before.count() + 1, nowMillis));
        forgetOld(nowMillis);
    }

    /** The last failure was none. */
    public void takeBack(String key) {
        failing.computeIfPresent(
                key,
                (_key, failures) ->
                        failures.count() == 1 ? null : new Failures(failures.count() - 1, failures.lastMillis()));
    }

    public void succeeded(String key) {
        failing.remove(key);
    }

    /** How many keys are remembered. */
    public int size() {
        return failing.size();
    }

    private @Nullable Failures current(String key, long nowMillis) {
        Failures failures = failing.get(key);
        return failures == null || nowMillis - failures.lastMillis() > windowMillis ? null : failures;
    }

    private void forgetOld(long nowMillis) {
        Iterator<Failures> oldestFirst = failing.values().iterator();
        while (oldestFirst.hasNext()) {
            boolean expired = nowMillis - oldestFirst.next().lastMillis() > windowMillis;
            if (!expired && failing.size() <= maxTracked) {
                return;
            }
            oldestFirst.remove();
        }
    }
}
