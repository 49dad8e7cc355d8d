package chat.parley.relay.nickserv;

/** Something that can be said to NickServ. One object serves all sessions: it has no state. */
interface Word {

    /** In capitals. */
    String name();

    /** For people, without the name. */
    String syntax();

    /** What it is for, in one line. */
    String purpose();

    /** How many arguments there have to be. */
    int minArguments();

    /** Whether a password goes with it, which not every connection may carry. */
    default boolean secret() {
        return false;
    }

    void run(Talk talk);
}
