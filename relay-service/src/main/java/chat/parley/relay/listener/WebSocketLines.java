package chat.parley.relay.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of the messages that come by WebSocket, for the {@link Connection} behind it: text and binary ones alike, in however
 * many frames. A client that ends its messages as lines end over TCP is understood too. Used on the connection's loop only.
 *
 * <p>Bounds: a frame's length is the decoder's to check; what is too long for a line is passed over by the connection. Of several
 * pings that were read at once the last is answered.
 */
final class WebSocketLines extends ChannelInboundHandlerAdapter {
    private final Connection connection;
    /** What came in this read. */
    private @Nullable ByteBuf lines;

    private byte @Nullable [] pinged;

    WebSocketLines(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof WebSocketFrame frame)) {
            context.fireChannelRead(message);
            return;
        }
        try {
            if (frame instanceof PingWebSocketFrame) {
                pinged = ByteBufUtil.getBytes(frame.content());
            } else if (frame instanceof CloseWebSocketFrame) {
                handOn(context);
                connection.closedByPeer();
            } else if (!(frame instanceof PongWebSocketFrame)) {
                append(context, frame);
            }
        } finally {
            frame.release();
        }
    }

    private void append(ChannelHandlerContext context, WebSocketFrame frame) {
        ByteBuf content = frame.content();
        ByteBuf to = lines;
        if (to == null) {
            to = context.alloc().buffer(content.readableBytes() + 1);
            lines = to;
        }
        to.writeBytes(content);
        if (frame.isFinalFragment()) {
            to.writeByte('\n');
        }
    }

    private void handOn(ChannelHandlerContext context) {
        ByteBuf came = lines;
        if (came != null) {
            lines = null;
            context.fireChannelRead(came);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        handOn(context);
        if (pinged != null) {
            connection.control(Framing.pong(pinged));
            pinged = null;
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        handOn(context);
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (lines != null) {
            lines.release();
            lines = null;
        }
    }

    /** Frames that are none, too long, or of text that is no UTF-8. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            connection.violated(corrupted.closeStatus().code());
        } else {
            context.fireExceptionCaught(cause);
        }
    }
}
