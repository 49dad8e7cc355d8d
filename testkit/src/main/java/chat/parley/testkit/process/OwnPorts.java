package chat.parley.testkit.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports that have to be known before somebody listens there, and stay the same when it is started again. They lie below those that
 * systems give to whoever asks for any, so that nobody is given one by chance while it is free; and each process of tests takes them
 * from a range of its own, so that several can run beside each other.
 */
public final class OwnPorts {
    private static final int LOWEST = 10_000;
    private static final int RANGES = 200;
    private static final int IN_A_RANGE = 100;
    private static final int FIRST = LOWEST + (int) (ProcessHandle.current().pid() % RANGES) * IN_A_RANGE;
    private static int taken;

    private OwnPorts() {}

    /** A port of loopback at which nobody listens, and which no other caller is given until very many have been. */
    public static synchronized int take() {
        for (int tried = 0; tried < IN_A_RANGE; tried++) {
            int port = FIRST + taken++ % IN_A_RANGE;
            if (isFree(port)) {
                return port;
            }
        }
        throw new AssertionError("There is no free port from " + FIRST + " to " + (FIRST + IN_A_RANGE - 1));
    }

    static List<Integer> take(int count) {
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ports.add(take());
        }
        return ports;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }
}
