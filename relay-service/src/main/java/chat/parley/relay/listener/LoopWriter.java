package chat.parley.relay.listener;

import chat.parley.protocol.capability.CapabilitySet;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that one event loop writes. What is written in a turn of the loop is encoded one behind the other into one buffer,
 * connections remember which part is theirs, and each is flushed once, at the end of the turn; or later, what may wait for more of
 * its kind ({@link Withheld}). Used on its loop's thread only.
 */
public final class LoopWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LoopWriter.class);
    private static final int ARENA_BYTES = 65_536;

    private final Executor loop;
    private final ByteBufAllocator allocator;
    private final Backlog backlog;
    private final LineWriter scratch = new LineWriter(4_096);
    private final List<Connection> dirty = new ArrayList<>();
    /** Full buffers that connections still mean to write from in this turn. */
    private final List<ByteBuf> full = new ArrayList<>();

    private final Withheld withheld;
    private ByteBuf arena;
    private boolean scheduled;

    /** Does something later. */
    @FunctionalInterface
    public interface Clockwork {
        /**
         * Does it once, on the loop.
         *
         * @param millis 1 or more
         */
        void after(long millis, Runnable task);
    }

    /**
     * Writes nothing yet.
     *
     * @param loop runs a task on the loop, behind those that wait already
     * @param memory what is written lies in
     */
    public LoopWriter(Executor loop, Clockwork clockwork, SendMemory memory) {
        this.loop = loop;
        this.allocator = memory.allocator();
        this.backlog = new Backlog(loop, memory);
        this.withheld = new Withheld(loop, clockwork, allocator, this::release);
        this.arena = allocator.directBuffer(ARENA_BYTES, ARENA_BYTES);
    }

    /** Writes a line to one connection. A line that cannot stand on the wire is logged, by its command alone, and left out. */
    public void line(Connection connection, Line line) {
        scratch.clear();
        try {
            WireForm.write(line, scratch);
        } catch (IllegalArgumentException unfit) {
            LOG.atError()
                    .addKeyValue("command", line.command())
                    .setCause(unfit)
                    .log("a line that cannot stand on the wire was not sent");
            return;
        }
        int from = place(scratch, connection.framing());
        connection.append(arena, from, arena.writerIndex());
    }

    /** Writes bytes to one connection, as they are. */
    void bytes(Connection connection, byte[] bytes) {
        makeRoom(bytes.length);
        int from = arena.writerIndex();
        arena.writeBytes(bytes);
        connection.append(arena, from, arena.writerIndex());
    }

    private int place(LineWriter lines, Framing framing) {
        makeRoom(framing.mostBytes(lines.length()));
        int from = arena.writerIndex();
        framing.write(lines.array(), 0, lines.length(), arena);
        return from;
    }

    /** Whether some connections may hold lines that wait. */
    public boolean isWithholding() {
        return withheld.isWaiting();
    }

    /**
     * As {@link #place(LineWriter, Framing, int[])}, but where it stays until it is flushed, be that in a later turn. What is put
     * there for the same form lies one behind the other.
     *
     * @param capabilities of the readers, those that matter to any batch
     * @return the buffer, at whose end it is now
     */
    public ByteBuf placeApart(LineWriter lines, Framing framing, CapabilitySet capabilities, int[] ends) {
        Withheld.Form form = new Withheld.Form(capabilities, framing);
        ByteBuf buffer = withheld.buffer(form, framing.mostBytes(lines.length()));
        write(lines, framing, ends, buffer);
        return buffer;
    }

    /**
     * Makes encoded lines ready to be written to any number of connections within this turn of the loop: they are at {@link
     * #shared}, from the returned index on.
     *
     * @param ends where pieces of the lines end; afterwards where, counted from the returned index, these pieces end in what goes over
     *     the connections
     */
    public int place(LineWriter lines, Framing framing, int[] ends) {
        makeRoom(framing.mostBytes(lines.length()));
        int from = arena.writerIndex();
        write(lines, framing, ends, arena);
        return from;
    }

    private static void write(LineWriter lines, Framing framing, int[] ends, ByteBuf to) {
        if (framing == Framing.LINES) {
            framing.write(lines.array(), 0, lines.length(), to);
            return;
        }
        int from = to.writerIndex();
        int begin = 0;
        for (int i = 0; i < ends.length; i++) {
            framing.write(lines.array(), begin, ends[i], to);
            begin = ends[i];
            ends[i] = to.writerIndex() - from;
        }
    }

    private void makeRoom(int length) {
        if (length > arena.writableBytes()) {
            full.add(arena);
            arena = allocator.directBuffer(Math.max(ARENA_BYTES, length));
        }
    }

    /** Where the last {@link #place} has put its lines. */
    public ByteBuf shared() {
        return arena;
    }

    /** There is something to flush, or to close, at the end of this turn. */
    void dirty(Connection connection) {
        dirty.add(connection);
        if (!scheduled) {
            scheduled = true;
            loop.execute(this::flush);
        }
    }

    /** Something that was placed apart was appended to this connection, and may wait for so long. */
    void withhold(Connection connection, boolean known, long millis) {
        withheld.wait(connection, known, millis);
    }

    /** What was withheld of a connection is written. */
    void written() {
        withheld.written();
    }

    /** Where those are known whose readers are behind. */
    Backlog backlog() {
        return backlog;
    }

    /** To be called now and then: looks whether what waits takes too much memory. */
    public void lookAtMemory() {
        backlog.look();
    }

    /** What connections write lies there, also what TLS makes of it. */
    ByteBufAllocator allocator() {
        return allocator;
    }

    private void release() {
        flush();
        withheld.flush();
    }

    /** Flushes every connection that was written to. */
    private void flush() {
        scheduled = false;
        // flushing can end connections, which makes others dirty: those are flushed too
        for (int i = 0; i < dirty.size(); i++) {
            dirty.get(i).flush();
        }
        dirty.clear();
        if (withheld.isOver()) {
            withheld.flush();
        }
        full.forEach(ByteBuf::release);
        full.clear();
        if (arena.refCnt() == 1 && arena.capacity() == ARENA_BYTES) {
            arena.clear();
        } else if (arena.capacity() > ARENA_BYTES || arena.writableBytes() < ARENA_BYTES / 2) {
            // somebody is too slow to take it all at once, and holds a part of it; until it is full, the rest is used
            arena.release();
            arena = allocator.directBuffer(ARENA_BYTES, ARENA_BYTES);
        }
    }

    /** Gives the buffers back; nothing may be written any more. */
    public void close() {
        full.forEach(ByteBuf::release);
        full.clear();
        arena.release();
        withheld.close();
        backlog.close();
    }
}
