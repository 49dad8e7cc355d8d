package chat.parley.relay.view;

import java.util.concurrent.atomic.AtomicInteger;

/** How many connections of this process are not in yet. From any thread. */
public final class Headcount {
    private final AtomicInteger connecting = new AtomicInteger();

    /** A connection was opened. */
    public void opened() {
        connecting.incrementAndGet();
    }

    /** One that was opened got in, or is over without having got in. */
    public void settled() {
        connecting.decrementAndGet();
    }

    /** Connections that have not said yet who they are. */
    public int connecting() {
        return connecting.get();
    }
}
