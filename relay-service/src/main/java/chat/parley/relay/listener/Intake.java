package chat.parley.relay.listener;

import chat.parley.protocol.line.LineFramer;
import chat.parley.protocol.line.LineLimits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What one client sends: the handler at the end of the channel's pipeline, where bytes wait for the loop's turn to read, and for an
 * owner who accepts them, and are cut into lines. Used on its loop's thread only.
 *
 * <p>Bound: while lines are not accepted, nothing more is read from the socket.
 */
public final class Intake extends ChannelInboundHandlerAdapter {
    private static final byte TLS_HANDSHAKE = 0x16;

    private final Connection connection;
    private final LoopReader reader;
    private final LineFramer framer;
    private final Channel channel;
    private @Nullable ConnectionOwner owner;

    /** Came from the socket and was not looked at yet. */
    private @Nullable ByteBuf unread;

    private boolean waitingToRead;
    private boolean paused;
    private boolean readBefore;
    private boolean stopped;

    Intake(Connection connection, LoopReader reader, LineLimits lines, Channel channel) {
        this.connection = connection;
        this.reader = reader;
        this.framer = new LineFramer(lines);
        this.channel = channel;
    }

    /** From now on lines are handed to the owner. */
    void begin(ConnectionOwner newOwner) {
        owner = newOwner;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        connection.added(added);
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            from.fireChannelRead(message);
            return;
        }
        if (stopped || !bytes.isReadable()) {
            bytes.release();
            return;
        }
        if (unread == null) {
            unread = bytes;
        } else {
            unread = from.alloc()
                    .compositeBuffer(2)
                    .addFlattenedComponents(true, unread)
                    .addFlattenedComponents(true, bytes);
        }
        waitToRead();
    }

    private void waitToRead() {
        if (!waitingToRead) {
            waitingToRead = true;
            reader.readable(this);
        }
    }

    /** Hands over what came, as long as it is accepted. */
    void read(LoopReader scratch) {
        waitingToRead = false;
        ByteBuf bytes = unread;
        ConnectionOwner to = owner;
        if (bytes == null || to == null) {
            return;
        }
        if (!readBefore) {
            readBefore = true;
            if (!connection.secure() && bytes.getByte(bytes.readerIndex()) == TLS_HANDSHAKE) {
                to.spokeTls();
            }
        }
        int lines = 0;
        // who stops this meanwhile has let go of the bytes
        while (!stopped && bytes.isReadable()) {
            if (!to.accepting()) {
                pause();
                break;
            }
            int lineFeed = bytes.bytesBefore((byte) '\n');
            int count = Math.min(lineFeed < 0 ? bytes.readableBytes() : lineFeed + 1, scratch.capacity());
            framer.feed(scratch.take(bytes, count), 0, count, to);
            lines++;
        }
        to.receivedAll(lines);
        if (!stopped && !bytes.isReadable()) {
            forgetUnread();
        }
    }

    private void forgetUnread() {
        if (unread != null) {
            unread.release();
            unread = null;
        }
    }

    private void pause() {
        if (!paused) {
            paused = true;
            channel.config().setAutoRead(false);
        }
    }

    /** Reads again, if it was paused. */
    public void resume() {
        if (paused && !stopped) {
            if (unread != null) {
                waitToRead();
            }
            readOn();
        }
    }

    /** Whether lines wait here because they were not accepted. */
    public boolean isPaused() {
        return paused;
    }

    /** Hands over nothing any more: what has come, and what comes, is thrown away. */
    void stop() {
        stopped = true;
        forgetUnread();
    }

    /** The socket is read even if it was paused: once stopped, so that its end is noticed. */
    void readOn() {
        paused = false;
        channel.config().setAutoRead(true);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext from) {
        connection.writabilityChanged();
        from.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        connection.ended();
        from.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext from) {
        connection.ended();
    }

    /** Resets, broken pipes and TLS records that are none: the connection ends, and nobody needs to know why. */
    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        connection.broke(connection.secure() && !(cause instanceof IOException) ? "TLS error" : "Connection reset");
    }
}
