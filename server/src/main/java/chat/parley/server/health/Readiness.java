package chat.parley.server.health;

/** Whether the server takes clients. Called from any thread. */
public final class Readiness {

    /** The three ages of a server. */
    public enum State {
        STARTING,
        READY,
        STOPPING
    }

    // guarded by this
    private State state = State.STARTING;

    public synchronized State state() {
        return state;
    }

    /** Everything has been started; unless it is being stopped already. */
    public synchronized void started() {
        if (state == State.STARTING) {
            state = State.READY;
        }
    }

    /** From now on nobody is to be sent here. */
    public synchronized void stopping() {
        state = State.STOPPING;
    }
}
