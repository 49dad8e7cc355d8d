package chat.parley.testkit.wire;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a client connects to.
 *
 * @param tls any certificate is accepted
 * @param from the client's own address, such as 127.0.0.9; null for the usual one
 */
public record Endpoint(
        String host, int port, boolean tls, @Nullable String from) {

    public Endpoint(String host, int port, boolean tls) {
        this(host, port, tls, null);
    }

    /** The same port, seen from another address of this machine, such as 127.0.0.9. */
    public Endpoint from(String address) {
        return new Endpoint(host, port, tls, address);
    }

    /** A plain port of this machine. */
    public static Endpoint plain(int port) {
        return new Endpoint("127.0.0.1", port, false);
    }

    /** A TLS port of this machine. */
    public static Endpoint tls(int port) {
        return new Endpoint("127.0.0.1", port, true);
    }

    /** The same port, spoken to in TLS whatever is spoken there. */
    public Endpoint asTls() {
        return new Endpoint(host, port, true, from);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }
}
