package chat.parley.relay.view;

import java.util.concurrent.atomic.AtomicInteger;

/** How many connections are not in yet: those of this process, and those of others as they were a second or two ago. From any thread. */
public final class Headcount {
    private final AtomicInteger here = new AtomicInteger();
    private volatile int elsewhere;

    /** A connection was opened. */
    public void opened() {
        here.incrementAndGet();
    }

    /** One that was opened got in, or is over without having got in. */
    public void settled() {
        here.decrementAndGet();
    }

    /** So many connections of other relays were not in yet, as was heard. */
    public void elsewhere(int connecting) {
        elsewhere = connecting;
    }

    /** Connections of this process that have not said yet who they are. */
    public int here() {
        return here.get();
    }

    /** Connections of all relays that have not said yet who they are. */
    public int connecting() {
        return here.get() + elsewhere;
    }
}
