package chat.parley.relay.listener;

import chat.parley.relay.metrics.RelayMetrics;
import chat.parley.relay.session.Peer;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Counts who comes to a listener, and gives them a connection, or says why not. Used on the loop's thread only. */
final class Admission {
    /** One read a turn and connection, so that nobody who sends a lot keeps the others waiting. */
    private static final MaxMessagesRecvByteBufAllocator READS =
            new AdaptiveRecvByteBufAllocator(128, 512, 65_536).maxMessagesPerRead(1);

    private final LoopParts parts;
    private final boolean passwordsAllowed;
    private final boolean classic;
    private boolean stopping;

    Admission(ListenerConfig config, LoopParts parts) {
        this.parts = parts;
        this.classic = config.language() instanceof Language.Classic;
        this.passwordsAllowed = classic || config.tls() != null || config.insecure() || isLoopback(config.host());
    }

    /** Whoever comes from now on is told that the server stops. */
    void refuseFurther() {
        stopping = true;
    }

    boolean isRefusing() {
        return stopping;
    }

    /**
     * Takes a place for a client, to be given back by its {@link #place}.
     *
     * @param address null where it cannot be seen
     * @return why there is none, in words for the client; null when it has one
     */
    @Nullable
    String enter(@Nullable String address) {
        if (address == null) {
            return "Your address cannot be seen";
        }
        if (stopping) {
            return "Server is shutting down";
        }
        RelayMetrics.Refusal refusal = parts.addresses().enter(address);
        if (refusal == null) {
            return null;
        }
        parts.metrics().refused(refusal);
        return refusal == RelayMetrics.Refusal.CONNECTIONS
                ? "The server is full; try again later"
                : "Too many connections from your address";
    }

    /** The place that a client has taken by {@link #enter}. */
    AddressLimit.Place place(String address) {
        return parts.addresses().place(address);
    }

    /** A connection for a client; its owner is yet to be told, by {@link #open}. */
    Connection connection(ChannelHandlerContext vertx, Framing framing) {
        int most = parts.limits().sendQueueBytes();
        vertx.channel()
                .config()
                .setWriteBufferWaterMark(new WriteBufferWaterMark(most, most))
                .setRecvByteBufAllocator(READS);
        if (vertx.pipeline().get(SslHandler.class) != null) {
            vertx.channel().config().setAllocator(parts.writer().allocator());
        }
        return new Connection(parts.reader(), parts.writer(), parts.limits(), parts.lines(), framing, vertx.channel());
    }

    /** The connection begins, in the place of Vert.x's own handler. */
    void open(Connection connection, ChannelHandlerContext vertx, AddressLimit.Place place) {
        boolean secure = connection.secure();
        parts.metrics().connectionOpened(secure);
        ConnectionOwner owner = parts.acceptor().opened(connection, peer(connection, vertx.channel(), place.address()));
        connection.open(vertx.handler(), owner, place, () -> parts.metrics().connectionClosed(secure));
    }

    private Peer peer(Connection connection, Channel channel, String address) {
        return new Peer(
                address,
                Peer.hostOf(address),
                connection.secure(),
                passwordsAllowed,
                ListenerTls.fingerprint(channel),
                classic);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
