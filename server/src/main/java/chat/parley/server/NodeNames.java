package chat.parley.server;

import chat.parley.contracts.status.NodeId;
import chat.parley.contracts.status.Role;
import chat.parley.server.config.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.Locale;

/** What a process is called among the others. */
final class NodeNames {
    private static final int MAX_NAME = 40;

    /** So many, in digits and letters, that two processes of the same name which start in the same millisecond differ. */
    private static final int INCARNATIONS_A_MILLISECOND = 36 * 36 * 36;

    private NodeNames() {}

    /** Another one each start. */
    static NodeId id(Role role, Settings settings, long startedAtMillis) {
        String name = settings.cluster().node();
        long incarnation = startedAtMillis * INCARNATIONS_A_MILLISECOND
                + (role.isClustered() ? new SecureRandom().nextInt(INCARNATIONS_A_MILLISECOND) : 0);
        return new NodeId(
                name != null ? name : byDefault(role, settings), Long.toString(incarnation, Character.MAX_RADIX));
    }

    private static String byDefault(Role role, Settings settings) {
        String ending = role.isClustered() ? "-" + role.word() : "";
        String host =
                (role.isClustered() ? hostName() : settings.server().name().value()).replaceAll("[^A-Za-z0-9.-]", "-");
        return host.substring(0, Math.min(host.length(), MAX_NAME - ending.length())) + ending;
    }

    private static String hostName() {
        try {
            String host = InetAddress.getLocalHost().getHostName().replaceFirst("\\..*", "");
            return host.isEmpty() ? "node" : host.toLowerCase(Locale.ROOT);
        } catch (UnknownHostException unnamed) {
            return "node";
        }
    }
}
