package chat.parley.relay.listener;

import chat.parley.protocol.capability.CapabilitySet;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Writes that may wait for more of their kind: of thousands of connections, each is written to once in a while instead of once a
 * turn. Anything else that is written to a connection takes along what waits there, in front of it, so that what one client reads
 * is in the same order as if nothing had waited. Used on its loop's thread only.
 *
 * <p>What waits is in a buffer for each form that readers want it in, so that one reader's pieces lie one behind the other and leave
 * as one. Bound: a buffer that is full ends the waiting, whatever time is left.
 */
final class Withheld {
    private static final int BUFFER_BYTES = 65_536;

    private final Executor loop;
    private final LoopWriter.Clockwork clockwork;
    private final ByteBufAllocator allocator;
    private final Runnable release;
    private Map<Form, ByteBuf> buffers = new HashMap<>();
    private List<ByteBuf> full = new ArrayList<>();
    private List<Connection> waiting = new ArrayList<>();
    /** How many hold something that was not written meanwhile. */
    private int holding;

    private boolean armed;
    private int round;

    /**
     * What some readers want the same bytes of.
     *
     * @param capabilities those of theirs that matter
     */
    record Form(CapabilitySet capabilities, Framing framing) {}

    /** @param release flushes whatever else was appended, and then {@link #flush}es this */
    Withheld(Executor loop, LoopWriter.Clockwork clockwork, ByteBufAllocator allocator, Runnable release) {
        this.loop = loop;
        this.clockwork = clockwork;
        this.allocator = allocator;
        this.release = release;
    }

    /** Whether something may be waiting. */
    boolean isWaiting() {
        return armed;
    }

    /**
     * A connection holds something from now on. It is flushed with all others that do, when the first of them has waited for as
     * long as it may.
     *
     * @param known it is among those that {@link Connection#endWaiting} is called on already
     * @param millis 1 or more
     */
    void wait(Connection connection, boolean known, long millis) {
        holding++;
        if (!known) {
            waiting.add(connection);
        }
        if (!armed) {
            armed = true;
            int own = round;
            clockwork.after(millis, () -> release(own));
        }
    }

    /** What a connection held is written. */
    void written() {
        holding--;
    }

    /** Everything was written before its time was over: whoever waits next has all of it again. */
    boolean isOver() {
        return armed && holding == 0;
    }

    private void release(int awaited) {
        if (awaited == round) {
            release.run();
        }
    }

    /** Where lines of so many bytes are to be put, for readers who want this form. */
    ByteBuf buffer(Form form, int bytes) {
        ByteBuf buffer = buffers.get(form);
        if (buffer != null && bytes <= buffer.writableBytes()) {
            return buffer;
        }
        if (buffer != null) {
            full.add(buffer);
            int own = round;
            loop.execute(() -> release(own));
        }
        ByteBuf fresh = allocator.directBuffer(Math.max(BUFFER_BYTES, bytes));
        buffers.put(form, fresh);
        return fresh;
    }

    /** Flushes whoever waits. Nothing that lies in the buffers may be left unflushed by then but what waits. */
    void flush() {
        round++;
        armed = false;
        // flushing can end connections, which may be told to others: those wait again, in other buffers
        Map<Form, ByteBuf> used = buffers;
        List<ByteBuf> usedUp = full;
        List<Connection> due = waiting;
        buffers = new HashMap<>();
        full = new ArrayList<>();
        waiting = new ArrayList<>();
        for (int i = 0; i < due.size(); i++) {
            due.get(i).endWaiting();
        }
        usedUp.forEach(ByteBuf::release);
        used.forEach(this::keep);
    }

    /** A buffer is used again, unless somebody is too slow and holds a part of it, or it was not needed this time. */
    private void keep(Form form, ByteBuf buffer) {
        boolean reusable = buffer.isReadable() && buffer.refCnt() == 1 && buffer.capacity() == BUFFER_BYTES;
        if (reusable && buffers.putIfAbsent(form, buffer) == null) {
            buffer.clear();
        } else {
            buffer.release();
        }
    }

    void close() {
        buffers.values().forEach(ByteBuf::release);
        buffers.clear();
        full.forEach(ByteBuf::release);
        full.clear();
    }
}
