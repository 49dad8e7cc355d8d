package chat.parley.cli.connection;

/** Who decides about a server whose key is seen for the first time and that no authority vouches for. */
@FunctionalInterface
public interface TrustPolicy {

    /**
     * Whether to trust it from now on. Called on the connecting thread, may block to ask somebody.
     *
     * @param server the server, as the user knows it
     * @param fingerprint of its key
     * @param local whether the server is on this machine
     */
    boolean trustsFirst(ServerAddress server, Fingerprint fingerprint, boolean local);
}
