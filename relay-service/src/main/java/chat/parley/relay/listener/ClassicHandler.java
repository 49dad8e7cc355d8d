package chat.parley.relay.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.protocol.line.LineParser;
import chat.parley.protocol.line.LineWriter;
import chat.parley.protocol.line.ParseResult;
import chat.parley.relay.classic.model.ClassicDialogue;
import chat.parley.relay.classic.model.ClassicStep;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client of the classic protocol and the {@link Connection}, which sees nothing but IRC. Used on the connection's
 * loop only.
 *
 * <p>There are no line ends in that protocol: what a read brings is a message. So texts for the client are spaced out in time: what is
 * to be read alone is followed by nothing for a while, and of what comes faster than that several go together, each on a line, up to
 * what such a client reads at once. At its bound of what waits the connection is closed.
 */
// Netty tells of writes and closes by the channel's end
@SuppressWarnings("FutureReturnValueIgnored")
final class ClassicHandler extends ChannelDuplexHandler {
    /** What such a client sends and reads at once. */
    static final int READ_BYTES = 1_024;

    private static final long GAP_MILLIS = 20;
    private static final long GAP_AFTER_ANSWER_MILLIS = 200;

    private final ClassicDialogue dialogue;
    private final int mostWaitingBytes;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean pausing;

    /**
     * What is to be written in its turn.
     *
     * @param text empty: nothing
     * @param written is told when everything up to here is written; null: nobody is
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Waiting(
            byte[] text, boolean alone, @Nullable ChannelPromise written) {}

    ClassicHandler(ClassicDialogue dialogue, int mostWaitingBytes) {
        this.dialogue = dialogue;
        this.mostWaitingBytes = mostWaitingBytes;
    }

    /** The connection behind it is there. */
    void begin(ChannelHandlerContext context) {
        carryOut(context, dialogue.opened());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            context.fireChannelRead(message);
            return;
        }
        try {
            if (bytes.isReadable()) {
                carryOut(context, dialogue.read(decode(ByteBufUtil.getBytes(bytes))));
            }
        } finally {
            bytes.release();
        }
    }

    /** What is no UTF-8 was written by a program of the time before it. */
    private static String decode(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, ISO_8859_1);
        }
    }

    /** Whole lines of the session. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!(message instanceof ByteBuf bytes)) {
            context.write(message, promise);
            return;
        }
        String lines = bytes.toString(UTF_8);
        ReferenceCountUtil.release(bytes);
        for (String line : lines.split("\r\n", -1)) {
            if (LineParser.parse(line) instanceof ParseResult.Parsed parsed) {
                carryOut(context, dialogue.line(parsed.line()));
            }
        }
        if (!promise.isVoid()) {
            waiting.add(new Waiting(new byte[0], false, promise));
            writeNext(context);
        }
    }

    private void carryOut(ChannelHandlerContext context, List<ClassicStep> steps) {
        for (ClassicStep step : steps) {
            switch (step) {
                case ClassicStep.Say say ->
                    context.fireChannelRead(Unpooled.wrappedBuffer(LineWriter.encode(say.line())));
                case ClassicStep.Tell tell -> tell(context, tell);
            }
        }
    }

    private void tell(ChannelHandlerContext context, ClassicStep.Tell tell) {
        byte[] text = tell.text().getBytes(UTF_8);
        waitingBytes += text.length;
        if (waitingBytes > mostWaitingBytes) {
            context.close();
            return;
        }
        waiting.add(new Waiting(text, tell.alone(), null));
        writeNext(context);
    }

    private void writeNext(ChannelHandlerContext context) {
        if (pausing) {
            return;
        }
        tellWritten();
        Waiting first = waiting.poll();
        if (first == null) {
            return;
        }
        ByteBuf together = context.alloc().buffer(READ_BYTES).writeBytes(first.text());
        waitingBytes -= first.text().length;
        List<ChannelPromise> written = first.alone() ? List.of() : gather(together);
        context.writeAndFlush(together).addListener(done -> {
            for (ChannelPromise promise : written) {
                if (done.isSuccess()) {
                    promise.trySuccess();
                } else {
                    promise.tryFailure(done.cause());
                }
            }
        });
        pausing = true;
        context.executor()
                .schedule(
                        () -> {
                            pausing = false;
                            writeNext(context);
                        },
                        first.alone() ? GAP_AFTER_ANSWER_MILLIS : GAP_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    /** Adds what may go in the same write; the answer is who is to be told of it. */
    private List<ChannelPromise> gather(ByteBuf together) {
        List<ChannelPromise> written = new ArrayList<>();
        for (Waiting next = waiting.peek(); next != null; next = waiting.peek()) {
            if (next.alone() || together.readableBytes() + 1 + next.text().length > READ_BYTES) {
                break;
            }
            waiting.remove();
            if (next.written() != null) {
                written.add(next.written());
            } else {
                waitingBytes -= next.text().length;
                together.writeByte('\n').writeBytes(next.text());
            }
        }
        return written;
    }

    /** Those for whom nothing is left to be written. */
    private void tellWritten() {
        for (Waiting next = waiting.peek(); next != null && next.written() != null; next = waiting.peek()) {
            waiting.remove();
            next.written().trySuccess();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        for (Waiting one : waiting) {
            if (one.written() != null) {
                one.written().tryFailure(new ClosedChannelException());
            }
        }
        waiting.clear();
        context.fireChannelInactive();
    }
}
