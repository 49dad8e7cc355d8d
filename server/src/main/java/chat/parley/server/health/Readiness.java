package chat.parley.server.health;

import chat.parley.contracts.status.NodeStatus.Phase;
import java.util.function.BooleanSupplier;

/** Whether this process does what it is there for. Called from any thread. */
public final class Readiness {
    private final BooleanSupplier inContact;

    // guarded by this
    private Phase age = Phase.STARTING;

    /** @param inContact whether everything that this process asks something of is there */
    public Readiness(BooleanSupplier inContact) {
        this.inContact = inContact;
    }

    /** {@code WAITING} is everything that was started, as long as something that it needs is away. */
    public Phase phase() {
        Phase now = age();
        return now == Phase.READY && !inContact.getAsBoolean() ? Phase.WAITING : now;
    }

    private synchronized Phase age() {
        return age;
    }

    /** Everything has been started; unless it is being stopped already. */
    public synchronized void started() {
        if (age == Phase.STARTING) {
            age = Phase.READY;
        }
    }

    /** From now on nobody is to be sent here. */
    public synchronized void stopping() {
        age = Phase.STOPPING;
    }
}
