package chat.parley.relay.listener;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineLimits;
import chat.parley.protocol.line.LineWriter;
import chat.parley.relay.metrics.RelayMetrics;
import chat.parley.relay.session.Peer;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.File;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One port, on one event loop. The loops of a process listen on the same port together, and connections are dealt out among them.
 * Made and used on its loop's context.
 */
public final class IrcListener {
    /** One read a turn and connection, so that nobody who sends a lot keeps the others waiting. */
    private static final MaxMessagesRecvByteBufAllocator READS =
            new AdaptiveRecvByteBufAllocator(128, 512, 65_536).maxMessagesPerRead(1);

    /** What a loop does with its connections. */
    @FunctionalInterface
    public interface Acceptor {
        Connection.Owner opened(Connection connection, Peer peer);
    }

    private final NetServer server;
    private final Vertx vertx;
    private final AddressRanges balancers;
    /** Of a listener that balancers connect to, where the header comes before TLS; null for others, and for a plain one. */
    private @Nullable SslContext tlsBehindBalancer;

    private final ListenerConfig config;
    private final boolean passwordsAllowed;
    private final LoopReader reader;
    private final LoopWriter writer;
    private final LineLimits lines;
    private final ConnectionLimits limits;
    private final AddressLimit addresses;
    private final RelayMetrics metrics;
    private final Acceptor acceptor;
    private boolean stopping;

    /**
     * @param freePort below zero: where any port will do, the loops that give the same number share one
     */
    public IrcListener(
            Vertx vertx,
            ListenerConfig config,
            int freePort,
            LoopReader reader,
            LoopWriter writer,
            LineLimits lines,
            ConnectionLimits limits,
            AddressLimit addresses,
            RelayMetrics metrics,
            Acceptor acceptor) {
        this.vertx = vertx;
        this.config = config;
        this.balancers = config.balancers();
        this.passwordsAllowed = config.tls() != null || config.insecure() || isLoopback(config.host());
        this.reader = reader;
        this.writer = writer;
        this.lines = lines;
        this.limits = limits;
        this.addresses = addresses;
        this.metrics = metrics;
        this.acceptor = acceptor;
        this.server = vertx.createNetServer(options(freePort))
                .connectHandler(this::connected)
                .exceptionHandler(_handshake -> metrics.refused(RelayMetrics.Refusal.HANDSHAKE));
    }

    private NetServerOptions options(int freePort) {
        NetServerOptions options = new NetServerOptions()
                .setHost(config.host())
                .setPort(config.port() == 0 ? freePort : config.port())
                .setTcpNoDelay(true)
                .setReuseAddress(true)
                .setAcceptBacklog(limits.acceptBacklog());
        PemKeyCertOptions certificate = certificate();
        if (certificate != null && balancers.isEmpty()) {
            options.setSsl(true)
                    .setKeyCertOptions(certificate)
                    .setSslHandshakeTimeout(limits.handshakeMillis())
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        }
        return options;
    }

    private @Nullable PemKeyCertOptions certificate() {
        ListenerConfig.Tls tls = config.tls();
        return tls == null
                ? null
                : new PemKeyCertOptions().addCertPath(tls.cert()).addKeyPath(tls.key());
    }

    /**
     * Listens.
     *
     * @return the configuration with the port it got; fails when the port is in use, or the certificate cannot be read
     */
    public Future<ListenerConfig> listen() {
        return readBehindBalancer()
                .compose(_read -> server.listen())
                .map(listening -> config.onPort(listening.actualPort()));
    }

    private Future<Void> readBehindBalancer() {
        ListenerConfig.Tls tls = config.tls();
        if (tls == null || balancers.isEmpty()) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(() -> SslContextBuilder.forServer(new File(tls.cert()), new File(tls.key()))
                        .build())
                .map(read -> {
                    tlsBehindBalancer = read;
                    return null;
                });
    }

    /** Reads the certificate again, for connections to come. Fails, and goes on with the old one, when it cannot be used. */
    public Future<Void> reloadCertificate() {
        PemKeyCertOptions certificate = certificate();
        if (certificate == null || !balancers.isEmpty()) {
            return readBehindBalancer();
        }
        return server.updateSSLOptions(
                        new NetServerOptions()
                                .setSsl(true)
                                .setKeyCertOptions(certificate)
                                .getSslOptions(),
                        true)
                .mapEmpty();
    }

    /** Who connects from now on is told that the server stops. */
    public void refuseFurther() {
        stopping = true;
    }

    /** Accepts no more, and closes what is still open. */
    public Future<Void> close() {
        return server.close();
    }

    private void connected(NetSocket socket) {
        ChannelHandlerContext context = ((NetSocketInternal) socket).channelHandlerContext();
        boolean proxied = balancers.contain(context.channel().remoteAddress());
        if (!proxied && tlsBehindBalancer == null) {
            connected(context, socket.remoteAddress().hostAddress());
            return;
        }
        context.pipeline()
                .addBefore(
                        context.name(),
                        "gate",
                        new Gate(proxied, tlsBehindBalancer, limits.handshakeMillis(), new Gate.Beyond() {
                            @Override
                            public void open(@Nullable String address) {
                                connected(context, address);
                            }

                            @Override
                            public void refused(RelayMetrics.Refusal why) {
                                metrics.refused(why);
                            }
                        }));
    }

    private void connected(ChannelHandlerContext context, @Nullable String address) {
        if (address == null) {
            refuse(context, "Your address cannot be seen");
            return;
        }
        if (stopping) {
            refuse(context, "Server is shutting down");
            return;
        }
        RelayMetrics.Refusal refusal = addresses.enter(address);
        if (refusal != null) {
            metrics.refused(refusal);
            refuse(
                    context,
                    refusal == RelayMetrics.Refusal.CONNECTIONS
                            ? "The server is full; try again later"
                            : "Too many connections from your address");
            return;
        }
        context.channel().config().setRecvByteBufAllocator(READS);
        Connection connection = new Connection(reader, writer, limits, lines, context.channel());
        boolean secure = connection.secure();
        metrics.connectionOpened(secure);
        Connection.Owner owner =
                acceptor.opened(connection, new Peer(address, host(address), secure, passwordsAllowed));
        connection.open(context.handler(), owner, () -> {
            addresses.leave(address);
            metrics.connectionClosed(secure);
        });
    }

    private static void refuse(ChannelHandlerContext context, String why) {
        byte[] error = LineWriter.encode(Line.of("ERROR", why));
        context.writeAndFlush(Unpooled.wrappedBuffer(error)).addListener(ChannelFutureListener.CLOSE);
    }

    /** An IPv6 address that begins with a colon would be taken for the last parameter of a line. */
    private static String host(String address) {
        return address.startsWith(":") ? "0" + address : address;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
