package chat.parley.relay.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/**
 * How a connection ends: the end of writing is told first, and reading goes on, into nothing, until the other side closes too: closing
 * at once with bytes unread would take away from the client what it was told last. Used on the connection's loop only.
 */
// Netty tells of writes and closes by the channel's end
@SuppressWarnings("FutureReturnValueIgnored")
final class Farewell {
    /** Of a WebSocket, as others are in RFC 6455, section 7.4. */
    private static final int NORMAL = 1_000;

    private final Channel channel;
    private final Framing framing;
    /** The end of writing cannot be told without closing. */
    private final boolean whole;

    private final long patienceMillis;
    private int code = NORMAL;
    private boolean answered;

    /** @param patienceMillis how long the other side may take */
    Farewell(Channel channel, Framing framing, boolean secure, long patienceMillis) {
        this.channel = channel;
        this.framing = framing;
        this.whole = secure || !(channel instanceof DuplexChannel);
        this.patienceMillis = patienceMillis;
    }

    /** The other side has ended a WebSocket, or answers that it was ended here. */
    void answered() {
        answered = true;
    }

    /** The other side has broken the rules of WebSockets: it is told which, and not waited for. */
    void violated(int closeCode) {
        code = closeCode;
        answered = true;
    }

    /** Says it, behind everything that was written. */
    void say(ChannelHandlerContext context) {
        ByteBuf last = framing == Framing.LINES ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(Framing.close(code));
        context.writeAndFlush(last).addListener(_done -> said());
        channel.eventLoop().schedule(this::giveUp, patienceMillis, TimeUnit.MILLISECONDS);
    }

    /** Without the end of TLS, which would wait behind what the other side does not read. */
    void giveUp() {
        ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
        if (tls == null) {
            channel.close();
        } else {
            tls.close();
        }
    }

    private void said() {
        if (framing != Framing.LINES) {
            // the end is said already, and the other side answers it
            if (answered) {
                channel.close();
            }
        } else if (!whole && channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        } else {
            channel.close();
        }
    }
}
