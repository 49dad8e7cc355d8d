package chat.parley.relay.session;

/** How far a session has come. */
public enum Phase {
    /** Saying who it is; nobody sees it yet. */
    CONNECTING,
    /** In, with a nick. */
    CONNECTED,
    /** On its way out: nothing more is read from it. */
    LEAVING,
    /** Over. */
    ENDED
}
