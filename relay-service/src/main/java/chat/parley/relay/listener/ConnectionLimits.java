package chat.parley.relay.listener;

/**
 * What connections may take.
 *
 * @param total most connections of this process; 0: no bound
 * @param perAddress most connections from one address; 0: no bound
 * @param sendQueueBytes how much may wait for a reader who is too slow, before it is disconnected; 64 kB or more
 * @param acceptBacklog how many connections the kernel holds until they are accepted
 * @param handshakeMillis how long a TLS handshake may take
 * @param closeMillis how long the last bytes of a closing connection may take to be read
 */
public record ConnectionLimits(
        int total, int perAddress, int sendQueueBytes, int acceptBacklog, long handshakeMillis, long closeMillis) {
    private static final int LEAST_SEND_QUEUE_BYTES = 65_536;

    /** What is right for a server in the open. */
    public static final ConnectionLimits STANDARD = new ConnectionLimits(20_000, 64, 1_048_576, 4_096, 10_000, 2_000);

    public ConnectionLimits {
        positive("acceptBacklog", acceptBacklog);
        positive("handshakeMillis", handshakeMillis);
        positive("closeMillis", closeMillis);
        if (total < 0 || perAddress < 0) {
            throw new IllegalArgumentException("a bound on connections is positive, or 0 for none");
        }
        if (sendQueueBytes < LEAST_SEND_QUEUE_BYTES) {
            throw new IllegalArgumentException(
                    "sendQueueBytes is " + sendQueueBytes + ", must be " + LEAST_SEND_QUEUE_BYTES + " or more");
        }
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", must be 1 or more");
        }
    }
}
