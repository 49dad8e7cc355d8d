package chat.parley.server.cluster;

/**
 * A process of the cluster, as this one sees it.
 *
 * @param name from the configuration; two may have the same
 * @param address where its messages arrive: host and port
 * @param self whether it is this process
 */
public record Member(String name, String address, boolean self) {}
