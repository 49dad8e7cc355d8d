package chat.parley.server.cluster;

import chat.parley.server.config.ClusterSettings;
import chat.parley.server.config.Discovery;
import chat.parley.server.start.StartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Collectors;
import org.jgroups.JChannel;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.dns.DNS_PING;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;
import org.jgroups.util.SocketFactory;

/**
 * Sets up the group in which members watch each other (JGroups): one TCP port; members that are found by {@link Discovery}; the dead
 * noticed at once when their process ends, and within seconds when they are silent; parts of the cluster joined again unattended.
 */
final class Group {
    private static final String NAME = "parley";
    private static final long ALIVE_EVERY_MILLIS = 1_000;
    private static final long SILENT_AFTER_MILLIS = 4_000;
    private static final long VERIFY_MILLIS = 500;
    private static final long JOIN_MILLIS = 1_000;
    /**
     * Who leaves waits so long to be told that this is known. When two leave at once, one is often told nothing, since the other is
     * waited for meanwhile; the closed socket says the same. Less than closing may take in all.
     */
    private static final long LEAVE_MILLIS = 500;

    private static final int CONNECT_MILLIS = 1_000;
    private static final int HANDSHAKE_MILLIS = 2_000;
    private static final long MERGE_MIN_MILLIS = 1_000;
    private static final long MERGE_MAX_MILLIS = 4_000;
    private static final long RESEND_MILLIS = 200;
    private static final int MAX_THREADS = 16;
    private static final int MAX_BYTES = 4 << 20;

    private Group() {}

    /** A channel that is not connected yet. */
    static JChannel channel(ClusterSettings settings, InetAddress bind, SocketFactory sockets) throws Exception {
        TCP tcp = new TCP();
        tcp.setBindAddress(bind);
        tcp.setBindPort(settings.port() == 0 ? freePort(bind) : settings.port());
        tcp.setPortRange(0);
        tcp.setSocketFactory(sockets);
        tcp.setSockConnTimeout(CONNECT_MILLIS);
        tcp.setPeerAddrReadTimeout(HANDSHAKE_MILLIS);
        tcp.setMaxLength(MAX_BYTES);
        tcp.enableSuspectEvents(true);
        tcp.logDetails(false);
        tcp.getThreadPool().setMaxThreads(MAX_THREADS);
        return new JChannel(
                tcp,
                discovering(settings.discovery()),
                new MERGE3().setMinInterval(MERGE_MIN_MILLIS).setMaxInterval(MERGE_MAX_MILLIS),
                new FD_ALL3().setInterval(ALIVE_EVERY_MILLIS).setTimeout(SILENT_AFTER_MILLIS),
                new VERIFY_SUSPECT2().setTimeout(VERIFY_MILLIS),
                new NAKACK2().useMcastXmit(false).setXmitInterval(RESEND_MILLIS).resendLastSeqno(true),
                new UNICAST3().setXmitInterval(RESEND_MILLIS),
                new STABLE(),
                new GMS()
                        .setJoinTimeout(JOIN_MILLIS)
                        .setLeaveTimeout(LEAVE_MILLIS)
                        .printLocalAddress(false));
    }

    /** JGroups wants to be told one. */
    private static int freePort(InetAddress bind) throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, bind)) {
            return any.getLocalPort();
        }
    }

    private static Protocol discovering(Discovery discovery) {
        return switch (discovery) {
            case Discovery.Listed(List<Discovery.Member> members) -> {
                TCPPING listed = new TCPPING();
                // as a text: names that are not known yet are looked up again later
                listed.setValue(
                        "initial_hosts_str",
                        members.stream()
                                .map(member -> member.host() + "[" + member.port() + "]")
                                .collect(Collectors.joining(",")));
                listed.setPortRange(0);
                yield listed;
            }
            case Discovery.Named(String name) -> new DNS_PING().setDNSQuery(name);
        };
    }

    /** Joins the others, or begins alone. Blocking. */
    static void join(JChannel channel, ClusterSettings settings) {
        try {
            channel.connect(NAME);
        } catch (Exception failed) {
            throw new StartException("cluster.port: cannot take part at '" + settings.bind() + "', port "
                    + settings.port() + ": " + failed.getMessage());
        }
    }
}
