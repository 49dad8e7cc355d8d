package chat.parley.relay.listener;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that one event loop writes. What is written in a turn of the loop is encoded one behind the other into one buffer,
 * connections remember which part is theirs, and each is flushed once, at the end of the turn. Used on its loop's thread only.
 */
public final class LoopWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LoopWriter.class);
    private static final int ARENA_BYTES = 65_536;

    private final Executor loop;
    private final ByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
    private final LineWriter scratch = new LineWriter(4_096);
    private final List<Connection> dirty = new ArrayList<>();
    /** Full buffers that connections still mean to write from in this turn. */
    private final List<ByteBuf> full = new ArrayList<>();

    private ByteBuf arena;
    private boolean scheduled;

    /** @param loop runs a task on the loop, behind those that wait already */
    public LoopWriter(Executor loop) {
        this.loop = loop;
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

    /**
     * Makes encoded lines ready to be written to any number of connections within this turn of the loop: they are at {@link
     * #shared}, from the returned index on.
     *
     * @param ends where pieces of the lines end; afterwards where, counted from the returned index, these pieces end in what goes over
     *     the connections
     */
    public int place(LineWriter lines, Framing framing, int[] ends) {
        if (framing == Framing.LINES) {
            return place(lines, framing);
        }
        makeRoom(framing.mostBytes(lines.length()));
        int from = arena.writerIndex();
        int begin = 0;
        for (int i = 0; i < ends.length; i++) {
            framing.write(lines.array(), begin, ends[i], arena);
            begin = ends[i];
            ends[i] = arena.writerIndex() - from;
        }
        return from;
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

    /** Flushes every connection that was written to. */
    private void flush() {
        scheduled = false;
        // flushing can end connections, which makes others dirty: those are flushed too
        for (int i = 0; i < dirty.size(); i++) {
            dirty.get(i).flush();
        }
        dirty.clear();
        full.forEach(ByteBuf::release);
        full.clear();
        if (arena.refCnt() == 1 && arena.capacity() == ARENA_BYTES) {
            arena.clear();
        } else {
            // somebody is too slow to take it all at once, and holds a part of it
            arena.release();
            arena = allocator.directBuffer(ARENA_BYTES, ARENA_BYTES);
        }
    }

    /** Gives the buffers back; nothing may be written any more. */
    public void close() {
        full.forEach(ByteBuf::release);
        full.clear();
        arena.release();
    }
}
