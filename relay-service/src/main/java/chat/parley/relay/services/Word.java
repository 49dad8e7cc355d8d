package chat.parley.relay.services;

/** Something that can be said to a service. One object serves all sessions: it has no state. */
interface Word {

    WordSpec spec();

    /** Carries it out. What {@link #spec} says holds when this is called. */
    void run(Talk talk);
}
