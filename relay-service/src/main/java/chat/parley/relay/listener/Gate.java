package chat.parley.relay.listener;

import chat.parley.relay.metrics.RelayMetrics.Refusal;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a connection until it is known whose it is, and until TLS is agreed upon. A balancer says whose it is in a header of
 * the PROXY protocol (version 1 or 2), before anything else and before TLS. Whoever is not such a balancer sends none; if it does,
 * that is a line like any other, which makes no sense, or no TLS. Used on the connection's loop only.
 *
 * <p>Whoever it is takes their place before TLS begins, since a handshake costs more memory than an idle connection.
 *
 * @see <a href="https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt">The PROXY protocol</a>
 */
// Netty tells of closes by the channel's end
@SuppressWarnings("FutureReturnValueIgnored")
final class Gate extends ChannelInboundHandlerAdapter {
    /** What a header of version 2 may say beyond the addresses. */
    private static final int MAX_EXTRA_BYTES = 4_096;

    private final boolean proxied;
    private final @Nullable SslContext tls;
    private final long patienceMillis;
    private final Beyond beyond;
    private @Nullable Future<?> impatience;

    /** What is behind the gate. Called on the connection's loop. */
    interface Beyond {
        /**
         * It is known whose connection it is.
         *
         * @param address null where that cannot be seen
         * @return false: it is to be closed without a word
         */
        boolean known(@Nullable String address);

        /** The client may begin. Follows {@link #known}. */
        void open();

        /** There will be none. */
        void refused(Refusal why);
    }

    /**
     * @param proxied a header is to come
     * @param tls to be begun after it; null for a plain connection
     * @param patienceMillis how long the header may take, and the handshake again
     */
    Gate(boolean proxied, @Nullable SslContext tls, long patienceMillis, Beyond beyond) {
        this.proxied = proxied;
        this.tls = tls;
        this.patienceMillis = patienceMillis;
        this.beyond = beyond;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (proxied) {
            context.pipeline().addBefore(context.name(), "header", new HAProxyMessageDecoder(MAX_EXTRA_BYTES));
            impatience = context.executor()
                    .schedule(() -> refuse(context, Refusal.PROXY_HEADER), patienceMillis, TimeUnit.MILLISECONDS);
        } else {
            secure(context, addressOf(context.channel()));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof HAProxyMessage header)) {
            ReferenceCountUtil.release(message);
            return;
        }
        String address;
        try {
            stopWaiting();
            address = addressOf(context.channel(), header);
        } finally {
            header.release();
        }
        secure(context, address);
    }

    private static @Nullable String addressOf(Channel channel, HAProxyMessage header) {
        HAProxyProxiedProtocol.AddressFamily family = header.proxiedProtocol().addressFamily();
        // a balancer's own connection, or one of which it knows nothing: it is the balancer's
        if (header.command() == HAProxyCommand.LOCAL || family == HAProxyProxiedProtocol.AddressFamily.AF_UNSPEC) {
            return addressOf(channel);
        }
        byte[] bytes = header.sourceAddress() == null
                ? null
                : NetUtil.createByteArrayFromIpAddressString(header.sourceAddress());
        if (bytes == null) {
            return null;
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException neither4Nor16Bytes) {
            return null;
        }
    }

    /** The other end of a connection; null where that cannot be seen. */
    static @Nullable String addressOf(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress internet && internet.getAddress() != null
                ? internet.getAddress().getHostAddress()
                : null;
    }

    private void secure(ChannelHandlerContext context, @Nullable String address) {
        if (!beyond.known(address)) {
            context.close();
            return;
        }
        if (tls == null) {
            open(context);
            return;
        }
        var handler = tls.newHandler(context.alloc());
        handler.setHandshakeTimeoutMillis(patienceMillis);
        context.pipeline().addBefore(context.name(), "ssl", handler);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
            context.fireUserEventTriggered(event);
        } else if (handshake.isSuccess()) {
            open(context);
        } else {
            refuse(context, Refusal.HANDSHAKE);
        }
    }

    private void open(ChannelHandlerContext context) {
        context.pipeline().remove(this);
        beyond.open();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopWaiting();
        context.fireChannelInactive();
    }

    /** A header that is none, a reset, or no TLS. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // a balancer that only looks whether anybody is there goes again without a word
        if (impatience != null && !(cause instanceof IOException)) {
            refuse(context, Refusal.PROXY_HEADER);
        } else {
            context.close();
        }
    }

    private void refuse(ChannelHandlerContext context, Refusal why) {
        stopWaiting();
        beyond.refused(why);
        context.close();
    }

    private void stopWaiting() {
        if (impatience != null) {
            impatience.cancel(false);
            impatience = null;
        }
    }
}
