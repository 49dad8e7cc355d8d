package chat.parley.server.command;

import chat.parley.relay.listener.Language;
import chat.parley.relay.listener.ListenerConfig;
import java.util.List;

/** The command that joins this server from this machine, with no more options than it needs. */
final class JoinCommand {
    /** The client's own defaults: it connects to localhost, and with TLS unless it is told not to. */
    private static final int TLS_PORT = 6697;

    private static final int PLAIN_PORT = 6667;

    private JoinCommand() {}

    /**
     * Prefers TLS to plain text, and the usual port to others.
     *
     * @param listening one for IRC over TCP at least, with the ports that they were given in fact
     */
    static String of(List<ListenerConfig> listening) {
        List<ListenerConfig> irc = listening.stream()
                .filter(listener -> listener.language() instanceof Language.Irc)
                .toList();
        ListenerConfig best = irc.getFirst();
        for (ListenerConfig listener : irc) {
            if (rank(listener) > rank(best)) {
                best = listener;
            }
        }
        StringBuilder command = new StringBuilder("./parley chat");
        if (!isOnLocalhost(best.host())) {
            command.append(" --host ").append(best.host());
        }
        if (best.port() != usualPort(best)) {
            command.append(" --port ").append(best.port());
        }
        return command.append(best.tls() == null ? " --no-tls" : "").toString();
    }

    private static int rank(ListenerConfig listener) {
        return (listener.tls() == null ? 0 : 2) + (listener.port() == usualPort(listener) ? 1 : 0);
    }

    private static int usualPort(ListenerConfig listener) {
        return listener.tls() == null ? PLAIN_PORT : TLS_PORT;
    }

    /** Whether who connects to localhost gets there. */
    private static boolean isOnLocalhost(String host) {
        return List.of("localhost", "127.0.0.1", "0.0.0.0", "::1", "::").contains(host);
    }
}
