package chat.parley.relay.listener;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineWriter;
import chat.parley.relay.classic.model.ClassicDialogue;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.vertx.core.Future;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.nio.charset.StandardCharsets;

/** IRC over TCP, with TLS or without; and the classic protocol. */
final class TcpListener extends ServedListener {
    /** What one read brings is one message there. */
    private static final MaxMessagesRecvByteBufAllocator CLASSIC_READS =
            new FixedRecvByteBufAllocator(ClassicHandler.READ_BYTES).maxMessagesPerRead(1);

    private final NetServer server;
    private final ListenerConfig config;

    TcpListener(ListenerConfig config, int freePort, LoopParts parts) {
        super(config, parts);
        this.config = config;
        this.server = parts.vertx()
                .createNetServer(configured(new NetServerOptions(), freePort))
                .connectHandler(socket -> accepted(
                        ((NetSocketInternal) socket).channelHandlerContext().channel()));
    }

    @Override
    Future<Integer> bind() {
        return server.listen().map(NetServer::actualPort);
    }

    @Override
    public Future<Void> close() {
        return server.close();
    }

    @Override
    void arrived(Channel channel, AddressLimit.Place place) {
        // Vert.x's own, whose place the connection takes
        ChannelHandlerContext context = channel.pipeline().lastContext();
        if (config.language() instanceof Language.Classic classic) {
            openClassic(context, classic, place);
        } else {
            admission().open(admission().connection(context, Framing.LINES), context, place);
        }
    }

    private void openClassic(ChannelHandlerContext context, Language.Classic classic, AddressLimit.Place place) {
        var handler = new ClassicHandler(
                new ClassicDialogue(classic.lobby()), parts().limits().sendQueueBytes());
        context.pipeline().addBefore(context.name(), "classic", handler);
        Connection connection = admission().connection(context, Framing.LINES);
        context.channel().config().setRecvByteBufAllocator(CLASSIC_READS);
        context.channel().config().setOption(ChannelOption.SO_KEEPALIVE, true);
        ChannelHandlerContext before = context.pipeline().context(handler);
        admission().open(connection, context, place);
        handler.begin(before);
    }

    @Override
    void refuse(Channel channel, String why) {
        byte[] error = config.language() instanceof Language.Classic
                ? why.getBytes(StandardCharsets.UTF_8)
                : LineWriter.encode(Line.of("ERROR", why));
        channel.pipeline()
                .lastContext()
                .writeAndFlush(Unpooled.wrappedBuffer(error))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
