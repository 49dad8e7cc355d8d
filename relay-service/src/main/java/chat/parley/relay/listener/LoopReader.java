package chat.parley.relay.listener;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/**
 * Everything that one event loop reads. What the services have told this loop is acted on before bytes are looked at: so a client's
 * PING never overtakes events that were handed to this loop before it was sent. Used on its loop's thread only.
 */
public final class LoopReader {
    private static final int SCRATCH_BYTES = 65_536;

    private final Executor loop;
    /** Decoding needs an array; one does for all connections, because none keeps anything in it. */
    private final byte[] scratch = new byte[SCRATCH_BYTES];

    private final ArrayDeque<Intake> readable = new ArrayDeque<>();
    private boolean scheduled;

    private Runnable before = () -> {};

    /** @param loop runs a task on the loop, behind those that wait already */
    public LoopReader(Executor loop) {
        this.loop = loop;
    }

    /** What to do each time before anything is read. */
    public void before(Runnable task) {
        before = task;
    }

    void readable(Intake intake) {
        readable.add(intake);
        if (!scheduled) {
            scheduled = true;
            loop.execute(this::read);
        }
    }

    private void read() {
        scheduled = false;
        before.run();
        for (int waiting = readable.size(); waiting > 0; waiting--) {
            readable.remove().read(this);
        }
    }

    /** Moves bytes out of a buffer, as many as fit, to the beginning of the array that is returned. */
    byte[] take(ByteBuf bytes, int count) {
        bytes.readBytes(scratch, 0, count);
        return scratch;
    }

    int capacity() {
        return SCRATCH_BYTES;
    }
}
