package chat.parley.relay;

import chat.parley.contracts.identity.RelayId;
import chat.parley.protocol.line.LineLimits;
import chat.parley.relay.listener.ConnectionLimits;
import chat.parley.relay.listener.ListenerConfig;
import chat.parley.relay.session.SessionSettings;
import java.util.List;

/**
 * A relay as it is configured. Checked when it is made.
 *
 * @param relay this life of this process
 * @param loops how many event loops hold connections, 1 to 256
 * @param listeners at least one
 * @param lines how long a client's lines may be
 * @param connections what a connection may take
 * @param sendMemoryBytes that what waits for all readers together may take, before those furthest behind are disconnected; 1 MB or
 *     more, or 0 for half of what Java may use for buffers
 * @param sessions what all sessions have in common
 * @param largeRoom from how many readers of a room on one loop its people's coming and going is told in batches; 0: never
 * @param clustered the services are other processes, which may be lost, and may lose this one; false costs nothing of that
 */
public record RelayConfig(
        RelayId relay,
        int loops,
        List<ListenerConfig> listeners,
        LineLimits lines,
        ConnectionLimits connections,
        long sendMemoryBytes,
        SessionSettings sessions,
        int largeRoom,
        boolean clustered) {
    private static final int MOST_LOOPS = 256;
    private static final int LEAST_SEND_MEMORY_BYTES = 1_048_576;

    public RelayConfig {
        listeners = List.copyOf(listeners);
        if (loops < 1 || loops > MOST_LOOPS) {
            throw new IllegalArgumentException("loops is " + loops + ", must be 1 to " + MOST_LOOPS);
        }
        if (largeRoom < 0) {
            throw new IllegalArgumentException("largeRoom is " + largeRoom + ", must be 0 or more");
        }
        if (sendMemoryBytes != 0 && sendMemoryBytes < LEAST_SEND_MEMORY_BYTES) {
            throw new IllegalArgumentException("sendMemoryBytes is " + sendMemoryBytes + ", must be "
                    + LEAST_SEND_MEMORY_BYTES + " or more, or 0");
        }
        if (listeners.isEmpty()) {
            throw new IllegalArgumentException("listeners: at least one is needed");
        }
    }
}
