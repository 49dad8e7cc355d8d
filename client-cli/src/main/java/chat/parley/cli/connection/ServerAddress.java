package chat.parley.cli.connection;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where a server listens.
 *
 * @param host a name or an address
 * @param port 1 to 65535
 * @param tls whether the connection is encrypted
 */
public record ServerAddress(String host, int port, boolean tls) {

    /** How it is called: {@code host:port}. */
    public String shown() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /** The address to connect to, looked up now. Blocks. */
    InetSocketAddress resolve() {
        return new InetSocketAddress(host, port);
    }

    /** Whether a connection stays on this machine. */
    static boolean isLocal(InetAddress address) {
        return address.isLoopbackAddress();
    }
}
