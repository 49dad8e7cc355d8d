package chat.parley.relay.listener;

import chat.parley.protocol.line.LineLimits;
import chat.parley.relay.metrics.RelayMetrics;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.unix.Errors;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client's socket: what is written to it, and how it ends; what is read has a class of its own, {@link Intake}, which takes the
 * place of Vert.x's own handler in the channel's pipeline, so that bytes come and go without a detour, and half of the memory that an
 * idle connection needs is not held. Accepting them and closing them all remain the server's. Used on its loop's thread only.
 *
 * <p>Bounds: what waits for a reader who is too slow, and how long the last bytes may take. See {@link ConnectionLimits}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells of writes and closes by the channel's end
public final class Connection {
    private final LoopWriter writer;
    private final ConnectionLimits limits;
    private final Intake intake;
    private final Channel channel;
    private final boolean secure;
    private final Framing framing;
    private final Farewell farewell;
    private final SendQueue queue;
    private @Nullable ConnectionOwner owner;
    private AddressLimit.@Nullable Place place;
    private @Nullable Runnable release;
    private @Nullable ChannelHandlerContext context;

    private final Outgoing outgoing;
    /** The channel says that it has too much. */
    private boolean full;

    /** Who is to be told at the end of this turn; null: nobody, which is so for nearly every write. */
    private @Nullable Written written;

    private boolean dirty;
    /** What was appended may wait; {@link #dirty} is stronger. */
    private boolean withheld;
    /** It is called when the waiting is over, though it may have been flushed before that. */
    private boolean waiting;

    private boolean closing;
    private boolean closed;
    /** The other side is gone: the kernel tells the transport, which closes the socket when its turn comes. */
    private boolean unwritable;

    private String closeReason = "Connection closed";

    Connection(
            LoopReader reader,
            LoopWriter writer,
            ConnectionLimits limits,
            LineLimits lines,
            Framing framing,
            Channel channel) {
        this.writer = writer;
        this.limits = limits;
        this.intake = new Intake(this, reader, lines, channel);
        this.channel = channel;
        this.secure = channel.pipeline().get(SslHandler.class) != null;
        this.framing = framing;
        this.farewell = new Farewell(channel, framing, secure, limits.closeMillis());
        // the answer to a WebSocket's handshake may be there still
        this.queue = new SendQueue(this, channel, writer.backlog(), secure, framing != Framing.LINES);
        this.outgoing = new Outgoing(channel, queue, secure);
    }

    /**
     * Takes its place in the pipeline; from now on the owner is called.
     *
     * @param vertx the handler whose place it takes
     * @param newPlace that it has among those of its address; null where these are not counted
     * @param newRelease called once, when the connection is gone
     */
    void open(
            ChannelHandler vertx,
            ConnectionOwner newOwner,
            AddressLimit.@Nullable Place newPlace,
            Runnable newRelease) {
        owner = newOwner;
        place = newPlace;
        release = newRelease;
        intake.begin(newOwner);
        channel.pipeline().replace(vertx, "parley", intake);
    }

    /** It has its place in the pipeline. */
    void added(ChannelHandlerContext added) {
        context = added;
        outgoing.added(added);
    }

    public boolean secure() {
        return secure;
    }

    /** It is found to be from another address; or there are too many from there, and it has to go. */
    public RelayMetrics.@Nullable Refusal moved(String address) {
        return place == null ? null : place.move(address);
    }

    /** How lines are to be appended. */
    public Framing framing() {
        return framing;
    }

    /** What the client sends. */
    public Intake intake() {
        return intake;
    }

    // ---- writing

    /** Writes a part of a buffer at the end of this turn; the buffer is the {@link LoopWriter}'s. */
    public void append(ByteBuf buffer, int from, int to) {
        if (closing || closed || unwritable || from == to) {
            return;
        }
        becomeDirty();
        outgoing.add(buffer, from, to);
    }

    /**
     * Writes a part of a buffer within some time: together with whatever is appended next, or alone.
     *
     * @param buffer of {@link LoopWriter#placeApart}
     * @param millis 1 or more
     */
    public void appendWithin(long millis, ByteBuf buffer, int from, int to) {
        if (closing || closed || unwritable || from == to) {
            return;
        }
        if (!dirty && !withheld) {
            withheld = true;
            writer.withhold(this, waiting, millis);
            waiting = true;
        }
        outgoing.add(buffer, from, to);
    }

    /** The waiting is over. */
    void endWaiting() {
        waiting = false;
        if (withheld) {
            flush();
        }
    }

    /**
     * Tells, at the end of this turn or later, when the socket has taken everything that was appended so far: with false when the
     * connection ended before that.
     */
    public void whenWritten(Consumer<Boolean> told) {
        if (closing || closed || unwritable) {
            told.accept(false);
            return;
        }
        if (written == null) {
            written = new Written();
        }
        written.add(told);
        becomeDirty();
    }

    private void tellWritten(Written awaited, boolean taken) {
        written = null;
        boolean over = closed || unwritable;
        if (over || taken) {
            awaited.tell(!over);
        } else {
            awaited.tellAfter(context().writeAndFlush(Unpooled.EMPTY_BUFFER));
        }
    }

    private void becomeDirty() {
        if (!dirty) {
            dirty = true;
            writer.dirty(this);
        }
    }

    /** Called by the {@link LoopWriter} at the end of the turn. */
    void flush() {
        dirty = false;
        if (withheld) {
            withheld = false;
            writer.written();
        }
        boolean waits = !closed && write();
        outgoing.clear();
        if (waits || full) {
            full = false;
            // appends a last word, where there is too much
            checkQueue();
        }
        if (written != null) {
            tellWritten(written, !waits && !queue.isWaiting());
        }
        // a last word that was appended meanwhile is flushed first
        if (closing && !closed && !dirty) {
            finish();
        }
    }

    /** @return whether something waits in the channel */
    private boolean write() {
        try {
            return outgoing.flush();
        } catch (IOException failed) {
            couldNotWrite(failed);
            return false;
        }
    }

    /** To close a broken one here would have thousands closed in the midst of one message, when thousands have broken. */
    private void couldNotWrite(IOException cause) {
        closeReason = "Write error";
        unwritable = cause instanceof Errors.NativeIoException known
                && (known.expectedErr() == Errors.ERRNO_ECONNRESET_NEGATIVE
                        || known.expectedErr() == Errors.ERRNO_EPIPE_NEGATIVE);
        if (!unwritable) {
            broke(closeReason);
        }
    }

    /**
     * More waits than may, or no more. TLS writes things of its own, unasked: whoever has it answer and reads nothing could fill the
     * memory with answers, and nothing else need ever be written here.
     */
    void writabilityChanged() {
        if (!channel.isWritable() && !closing && !closed) {
            queue.use();
            full = true;
            becomeDirty();
        }
    }

    private void checkQueue() {
        if (queue.note() > limits.sendQueueBytes()) {
            overflowed();
        }
    }

    private void overflowed() {
        ConnectionOwner to = owner;
        if (to != null && !closing && !closed) {
            to.overflowed();
        }
    }

    /** How many bytes were appended and are not taken by the socket yet; has the {@link SendMemory} know. */
    public long waitingBytes() {
        return queue.note();
    }

    // ---- ending

    /** Closes once everything that was appended is written, or the time for it is over. Nothing is read any more. */
    public void closeWhenWritten(String reason) {
        if (!closing && !closed) {
            closing = true;
            closeReason = reason;
            intake.stop();
            becomeDirty();
        }
    }

    /** Writes a frame of a WebSocket that is no line. */
    void control(byte[] frame) {
        if (!closing && !closed) {
            writer.bytes(this, frame);
        }
    }

    /** The other side has ended a WebSocket; or answers that it was ended here. */
    void closedByPeer() {
        farewell.answered();
        if (closing) {
            channel.close();
        } else {
            closeWhenWritten(closeReason);
        }
    }

    /**
     * The other side does not keep to WebSockets, and is told so as the last thing.
     *
     * @param code of RFC 6455, section 7.4
     */
    void violated(int code) {
        closeReason = "WebSocket protocol error";
        farewell.violated(code);
        closedByPeer();
    }

    /**
     * Ends at once, because the memory is needed: what waits is lost. The client, which does not read, is told nothing; others are told
     * what they are when {@link ConnectionLimits#sendQueueBytes} are not enough.
     */
    void cutOff() {
        overflowed();
        farewell.giveUp();
    }

    private void finish() {
        intake.readOn();
        farewell.say(context());
    }

    /** The socket is closed, or taken away. */
    void ended() {
        if (!closed) {
            closed = true;
            intake.stop();
            if (release != null) {
                release.run();
            }
            if (owner != null) {
                owner.closed(closeReason);
            }
        }
    }

    /** It cannot go on; what is not written yet is lost. */
    void broke(String reason) {
        closeReason = reason;
        channel.close();
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return context;
    }
}
