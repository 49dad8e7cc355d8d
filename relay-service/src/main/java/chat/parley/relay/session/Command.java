package chat.parley.relay.session;

/** Something that a client can ask for. One object serves all sessions: it has no state. */
public interface Command {

    CommandSpec spec();

    /** Carries it out, or asks a service and goes on in the answer. What {@link #spec} says holds when this is called. */
    void run(Exchange exchange);
}
