package chat.parley.relay.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a connection writes in one turn of its loop: pieces of buffers that it shares with others. Nearly always that is one piece, or
 * several that lie one behind the other, and goes straight to the socket; the channel has what the socket does not take, and what
 * comes behind it. Used on its loop's thread only.
 */
// Netty tells of writes by the channel's end; buffers are compared as the places that they are
@SuppressWarnings({"FutureReturnValueIgnored", "ReferenceEquality"})
final class Outgoing {
    /** What is left of a write is copied if it is no longer than this, so that it does not hold a whole shared buffer. */
    private static final int COPIED_BYTES = 16_384;
    /** The same for what comes behind something that waits already: of each buffer it would hold, others may need only a little. */
    private static final int COPIED_BEHIND_BYTES = 4_096;

    private final Channel channel;
    private final SendQueue queue;
    /** TLS makes something else of what is written. */
    private final boolean secure;

    private @Nullable ChannelHandlerContext context;
    /** For writing without a detour; null where that cannot be. */
    private @Nullable Socket direct;

    /** The part of a shared buffer that is to be written in this turn; further ones are with the channel already. */
    private @Nullable ByteBuf piece;

    private int pieceFrom;
    private int pieceTo;
    private boolean further;
    /** When {@link #further} pieces began, something waited already. */
    private boolean behindOthers;

    Outgoing(Channel channel, SendQueue queue, boolean secure) {
        this.channel = channel;
        this.queue = queue;
        this.secure = secure;
    }

    /** The connection has its place in the pipeline. */
    void added(ChannelHandlerContext added) {
        context = added;
        boolean translated = added.pipeline().get(ClassicHandler.class) != null;
        if (!secure && !translated && channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket) {
            direct = socket;
        }
    }

    /** One more piece: a part of a buffer, which is the {@link LoopWriter}'s. */
    void add(ByteBuf buffer, int from, int to) {
        if (piece == null && !further) {
            piece = buffer;
            pieceFrom = from;
            pieceTo = to;
        } else if (piece == buffer && pieceTo == from) {
            pieceTo = to;
        } else {
            handOver();
            leave(buffer, from, to);
        }
    }

    /** Hands the first piece to the channel, because more follows that does not lie behind it. */
    private void handOver() {
        if (!further) {
            behindOthers = queue.isWaiting();
        }
        ByteBuf first = piece;
        if (first != null) {
            leave(first, pieceFrom, pieceTo);
            piece = null;
        }
        further = true;
        queue.use();
    }

    /** Hands something to the channel. TLS makes something else of it at once. */
    private void leave(ByteBuf buffer, int from, int to) {
        int length = to - from;
        boolean copied = behindOthers && !secure && length <= COPIED_BEHIND_BYTES;
        context().write(copied ? buffer.copy(from, length) : buffer.retainedSlice(from, length), channel.voidPromise());
    }

    /**
     * Writes all pieces; {@link #clear} has to follow.
     *
     * @return whether something waits in the channel
     * @throws IOException if the socket takes nothing any more
     */
    boolean flush() throws IOException {
        boolean waits = further || !writeAtOnce();
        further = false;
        if (waits) {
            context().flush();
        }
        return waits;
    }

    /** The turn is over, whatever became of its pieces. */
    void clear() {
        piece = null;
    }

    /**
     * Writes the only piece of this turn straight to the socket, if nothing is before it.
     *
     * @return whether all was taken; else the rest is with the channel
     */
    private boolean writeAtOnce() throws IOException {
        ByteBuf first = piece;
        if (first == null) {
            return true;
        }
        Socket socket = direct;
        // a closed socket's number may be another one's already
        if (socket == null || !socket.isOpen() || queue.isWaiting() || !first.hasMemoryAddress()) {
            handOver();
            return false;
        }
        int sent = socket.sendAddress(first.memoryAddress(), pieceFrom, pieceTo);
        int left = pieceTo - pieceFrom - sent;
        if (left == 0) {
            return true;
        }
        int from = pieceFrom + sent;
        ByteBuf rest = left > COPIED_BYTES ? first.retainedSlice(from, left) : first.copy(from, left);
        context().write(rest, channel.voidPromise());
        queue.use();
        piece = null;
        return false;
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return context;
    }
}
