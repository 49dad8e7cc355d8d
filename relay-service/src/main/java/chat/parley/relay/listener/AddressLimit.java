package chat.parley.relay.listener;

import chat.parley.relay.metrics.RelayMetrics;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts connections, all together and by address, for all loops of this process. Called from any of them. */
public final class AddressLimit {
    private volatile ConnectionLimits limits;
    private final ConcurrentMap<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final AtomicInteger total = new AtomicInteger();

    public AddressLimit(ConnectionLimits limits) {
        this.limits = limits;
    }

    /** Other bounds from now on; who is there stays. */
    public void reconfigure(ConnectionLimits changed) {
        limits = changed;
    }

    /** Takes a place, which {@link #leave} gives back; or says why there is none. */
    RelayMetrics.@Nullable Refusal enter(String address) {
        if (total.incrementAndGet() > limits.total() && limits.total() > 0) {
            total.decrementAndGet();
            return RelayMetrics.Refusal.CONNECTIONS;
        }
        int here = byAddress.merge(address, 1, Integer::sum);
        if (limits.perAddress() > 0 && here > limits.perAddress()) {
            leave(address);
            return RelayMetrics.Refusal.CONNECTIONS_PER_ADDRESS;
        }
        return null;
    }

    void leave(String address) {
        total.decrementAndGet();
        byAddress.computeIfPresent(address, (_address, count) -> count == 1 ? null : count - 1);
    }

    /** How many connections there are. */
    public int connections() {
        return total.get();
    }
}
