package chat.parley.contracts.status;

import java.util.List;

/** How one part of a process stands. */
public sealed interface PartStatus {

    /**
     * A relay.
     *
     * @param connections that are open
     * @param sessions those of them that got in
     * @param certificates fingerprints (SHA-256) of what its TLS listeners show
     */
    record Connections(int connections, long sessions, List<String> certificates) implements PartStatus {
        public Connections {
            certificates = List.copyOf(certificates);
        }
    }

    /**
     * The room service.
     *
     * @param epoch this life, as the store counts them
     * @param batches stored in this life
     * @param messages that people said, stored in this life
     * @param waiting requests that waited when the last batch began
     */
    record Rooms(long epoch, long batches, long messages, int waiting) implements PartStatus {}

    /**
     * The way to the server's log.
     *
     * @param waiting entries that are not acknowledged yet
     */
    record Audit(int waiting) implements PartStatus {}
}
