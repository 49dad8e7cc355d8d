package chat.parley.relay.listener;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineWriter;
import chat.parley.relay.classic.model.ClassicDialogue;
import chat.parley.relay.metrics.RelayMetrics;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.vertx.core.Future;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** IRC over TCP, with TLS or without; and the classic protocol. */
final class TcpListener implements Listener {
    /** What one read brings is one message there. */
    private static final MaxMessagesRecvByteBufAllocator CLASSIC_READS =
            new FixedRecvByteBufAllocator(ClassicHandler.READ_BYTES).maxMessagesPerRead(1);

    private final NetServer server;
    private final AddressRanges balancers;
    private final ListenerConfig config;
    private final LoopParts parts;
    private final ListenerTls tls;
    private final Admission admission;

    TcpListener(ListenerConfig config, int freePort, LoopParts parts) {
        this.config = config;
        this.parts = parts;
        this.balancers = config.balancers();
        this.tls = new ListenerTls(parts.vertx(), config);
        this.admission = new Admission(config, parts);
        this.server = parts.vertx()
                .createNetServer(options(freePort))
                .connectHandler(this::connected)
                .exceptionHandler(_handshake -> parts.metrics().refused(RelayMetrics.Refusal.HANDSHAKE));
    }

    private NetServerOptions options(int freePort) {
        NetServerOptions options = new NetServerOptions()
                .setHost(config.host())
                .setPort(config.port() == 0 ? freePort : config.port())
                .setTcpNoDelay(true)
                .setReuseAddress(true)
                .setAcceptBacklog(parts.limits().acceptBacklog());
        tls.configure(options, parts.limits());
        return options;
    }

    @Override
    public Future<ListenerConfig> listen() {
        return tls.read().compose(_read -> server.listen()).map(listening -> config.onPort(listening.actualPort()));
    }

    @Override
    public Future<Void> reloadCertificate() {
        return tls.reload(options -> server.updateSSLOptions(options, true));
    }

    @Override
    public void refuseFurther() {
        admission.refuseFurther();
    }

    @Override
    public Future<Void> close() {
        return server.close();
    }

    private void connected(NetSocket socket) {
        ChannelHandlerContext context = ((NetSocketInternal) socket).channelHandlerContext();
        boolean proxied = balancers.contain(context.channel().remoteAddress());
        SslContext behind = tls.behindBalancer();
        if (!proxied && behind == null) {
            connected(context, socket.remoteAddress().hostAddress());
            return;
        }
        context.pipeline()
                .addBefore(
                        context.name(),
                        "gate",
                        new Gate(proxied, behind, parts.limits().handshakeMillis(), new Gate.Beyond() {
                            @Override
                            public void open(@Nullable String address) {
                                connected(context, address);
                            }

                            @Override
                            public void refused(RelayMetrics.Refusal why) {
                                parts.metrics().refused(why);
                            }
                        }));
    }

    private void connected(ChannelHandlerContext context, @Nullable String address) {
        String refusal = admission.enter(address);
        if (refusal != null || address == null) {
            refuse(context, String.valueOf(refusal));
        } else if (config.language() instanceof Language.Classic classic) {
            openClassic(context, classic, address);
        } else {
            AddressLimit.Place place = admission.place(address);
            Connection connection = admission.connection(context, Framing.LINES);
            admission.open(connection, context, place, place::leave);
        }
    }

    private void openClassic(ChannelHandlerContext context, Language.Classic classic, String address) {
        var handler = new ClassicHandler(
                new ClassicDialogue(classic.lobby()), parts.limits().sendQueueBytes());
        context.pipeline().addBefore(context.name(), "classic", handler);
        Connection connection = admission.connection(context, Framing.LINES);
        context.channel().config().setRecvByteBufAllocator(CLASSIC_READS);
        context.channel().config().setOption(ChannelOption.SO_KEEPALIVE, true);
        ChannelHandlerContext before = context.pipeline().context(handler);
        AddressLimit.Place place = admission.place(address);
        admission.open(connection, context, place, place::leave);
        handler.begin(before);
    }

    private void refuse(ChannelHandlerContext context, String why) {
        byte[] error = config.language() instanceof Language.Classic
                ? why.getBytes(StandardCharsets.UTF_8)
                : LineWriter.encode(Line.of("ERROR", why));
        context.writeAndFlush(Unpooled.wrappedBuffer(error)).addListener(ChannelFutureListener.CLOSE);
    }
}
