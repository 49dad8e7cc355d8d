package chat.parley.server.cluster;

import chat.parley.relay.listener.PacedEpoll;
import chat.parley.server.config.ClusterSettings;
import chat.parley.server.start.StartException;
import chat.parley.server.tls.Authority;
import io.netty.channel.unix.Errors;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jgroups.JChannel;
import org.jgroups.util.SocketFactory;

/**
 * This process as a member of a cluster, and the Vert.x whose event bus reaches all members. Two ports are opened, both of them for
 * members only, who prove by TLS that they have the cluster's secret.
 */
public final class ClusterNode {
    private static final int PING_MILLIS = 1_000;
    private static final int PONG_MILLIS = 2_000;
    private static final int CONNECT_MILLIS = 1_500;

    private final Vertx vertx;
    private final Roster roster;

    private ClusterNode(Vertx vertx, Roster roster) {
        this.vertx = vertx;
        this.roster = roster;
    }

    /**
     * Joins the cluster, or begins one when nobody is found.
     *
     * @param settings with {@code enabled}
     * @param name what this process is called among the others
     * @param options of Vert.x; those of the event bus are set here
     * @return fails with a {@link StartException} that names the key which is wrong
     */
    public static CompletableFuture<ClusterNode> start(ClusterSettings settings, String name, VertxOptions options) {
        return CompletableFuture.supplyAsync(() -> prepare(settings, name, options))
                .thenCompose(prepared -> prepared.start());
    }

    private record Prepared(
            ClusterSettings settings, VertxOptions options, GroupClusterManager manager, Roster roster) {
        CompletionStage<ClusterNode> start() {
            return Vertx.builder()
                    .with(options)
                    .withTransport(PacedEpoll.best())
                    .withClusterManager(manager)
                    .buildClustered()
                    .map(vertx -> new ClusterNode(vertx, roster))
                    .toCompletionStage()
                    .exceptionallyComposeAsync(this::failed);
        }

        private CompletionStage<ClusterNode> failed(Throwable cause) {
            manager.close();
            return CompletableFuture.failedFuture(
                    cause instanceof BindException || cause instanceof Errors.NativeIoException
                            ? new StartException("cluster.busPort: cannot listen at '" + settings.bind() + "', port "
                                    + settings.busPort() + ": " + cause.getMessage())
                            : cause);
        }
    }

    /** Blocking: reads the secret, makes this member's key, joins the group. */
    private static Prepared prepare(ClusterSettings settings, String name, VertxOptions options) {
        Path secret = settings.secret();
        if (!settings.enabled() || secret == null) {
            throw new StartException("cluster.enabled: has to be true");
        }
        Authority authority = ClusterSecret.read(secret);
        InetAddress bind = bind(settings);
        MemberTls tls = new MemberTls(authority, name);
        try {
            options.setEventBusOptions(tls.secure(new EventBusOptions()
                    .setHost(bind.getHostAddress())
                    .setPort(settings.busPort())
                    .setConnectTimeout(CONNECT_MILLIS)
                    .setClusterPingInterval(PING_MILLIS)
                    .setClusterPingReplyInterval(PONG_MILLIS)
                    .setTcpKeepAlive(true)
                    .setTcpNoDelay(true)));
            SocketFactory sockets = tls.sockets();
            JChannel channel = Group.channel(settings, bind, sockets);
            channel.setDiscardOwnMessages(true);
            Roster roster = new Roster(channel, name + "." + UUID.randomUUID(), name);
            channel.setReceiver(roster);
            channel.setName(name);
            GroupClusterManager manager = new GroupClusterManager(channel, roster);
            try {
                Group.join(channel, settings);
            } catch (StartException wrong) {
                manager.close();
                throw wrong;
            }
            return new Prepared(settings, options, manager, roster);
        } catch (StartException wrong) {
            throw wrong;
        } catch (Exception failed) {
            throw new StartException("cluster: " + failed);
        }
    }

    private static InetAddress bind(ClusterSettings settings) {
        try {
            return BindAddress.find(settings.bind());
        } catch (IllegalArgumentException wrong) {
            throw new StartException("cluster.bind: " + wrong.getMessage());
        }
    }

    /** Whose event bus reaches all members. */
    public Vertx vertx() {
        return vertx;
    }

    /** All that are in the cluster now, this process too. From any thread. */
    public List<Member> members() {
        return roster.members();
    }

    /** Leaves the cluster, and closes Vert.x. */
    public Future<Void> close() {
        return vertx.close();
    }
}
