package chat.parley.relay.listener;

import chat.parley.contracts.identity.AddressKey;
import chat.parley.relay.metrics.RelayMetrics;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts connections, all together and by {@link AddressKey}, for all loops of this process. Called from any of them. */
public final class AddressLimit {
    private volatile ConnectionLimits limits;
    private final ConcurrentMap<String, Integer> byKey = new ConcurrentHashMap<>();
    private final AtomicInteger total = new AtomicInteger();

    public AddressLimit(ConnectionLimits limits) {
        this.limits = limits;
    }

    /** Other bounds from now on; who is there stays. */
    public void reconfigure(ConnectionLimits changed) {
        limits = changed;
    }

    /** Takes a place, which {@link Place#leave} gives back; or says why there is none. */
    RelayMetrics.@Nullable Refusal enter(String address) {
        if (total.incrementAndGet() > limits.total() && limits.total() > 0) {
            total.decrementAndGet();
            return RelayMetrics.Refusal.CONNECTIONS;
        }
        String key = AddressKey.of(address);
        int here = byKey.merge(key, 1, Integer::sum);
        if (limits.perAddress() > 0 && here > limits.perAddress()) {
            leave(key);
            return RelayMetrics.Refusal.CONNECTIONS_PER_ADDRESS;
        }
        return null;
    }

    private void leave(String key) {
        total.decrementAndGet();
        oneLess(key);
    }

    private void oneLess(String key) {
        byKey.computeIfPresent(key, (_key, count) -> count == 1 ? null : count - 1);
    }

    /** The place that was taken for an address. */
    Place place(String address) {
        return new Place(address);
    }

    /** A client's place among all, and among those of its address. Used by one thread at a time. */
    final class Place {
        private final String address;
        private String key;
        private boolean left;

        private Place(String address) {
            this.address = address;
            this.key = AddressKey.of(address);
        }

        /** Where it came from. */
        String address() {
            return address;
        }

        /** The client is at another address; or there are too many from there, and it has to go. */
        RelayMetrics.@Nullable Refusal move(String to) {
            if (left) {
                // what it said before it went is still carried out
                return null;
            }
            String newKey = AddressKey.of(to);
            int there = byKey.merge(newKey, 1, Integer::sum);
            oneLess(key);
            key = newKey;
            return limits.perAddress() > 0 && there > limits.perAddress()
                    ? RelayMetrics.Refusal.CONNECTIONS_PER_ADDRESS
                    : null;
        }

        void leave() {
            if (!left) {
                left = true;
                AddressLimit.this.leave(key);
            }
        }
    }

    /** How many connections there are. */
    public int connections() {
        return total.get();
    }
}
