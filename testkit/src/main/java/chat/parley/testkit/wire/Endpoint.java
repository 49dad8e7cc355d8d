package chat.parley.testkit.wire;

import java.net.InetSocketAddress;

/**
 * Where a client connects to.
 *
 * @param tls any certificate is accepted
 */
public record Endpoint(String host, int port, boolean tls) {

    /** A plain port of this machine. */
    public static Endpoint plain(int port) {
        return new Endpoint("127.0.0.1", port, false);
    }

    /** A TLS port of this machine. */
    public static Endpoint tls(int port) {
        return new Endpoint("127.0.0.1", port, true);
    }

    /** The same port, spoken to in plain text whatever is spoken there. */
    public Endpoint asPlain() {
        return new Endpoint(host, port, false);
    }

    /** The same port, spoken to in TLS whatever is spoken there. */
    public Endpoint asTls() {
        return new Endpoint(host, port, true);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }
}
