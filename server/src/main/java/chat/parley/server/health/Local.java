package chat.parley.server.health;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who asks from this very machine. */
public final class Local {
    private Local() {}

    /** Whether the other end of a connection is on this machine. Looks no name up. */
    public static boolean is(SocketAddress address) {
        try {
            // what is parsed is an address, for which nobody is asked
            return InetAddress.getByName(address.hostAddress()).isLoopbackAddress();
        } catch (UnknownHostException odd) {
            return false;
        }
    }
}
