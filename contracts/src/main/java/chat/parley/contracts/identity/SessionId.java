package chat.parley.contracts.identity;

/**
 * One client connection, unique in the cluster and over time.
 *
 * @param relay the relay process that holds the connection
 * @param number counted up by that relay, from 1
 */
public record SessionId(RelayId relay, long number) {
    @Override
    public String toString() {
        return relay.value() + "/" + number;
    }
}
