package chat.parley.contracts.room;

/** Named as on the wire. */
public enum MessageKind {
    PRIVMSG,
    NOTICE,
    TAGMSG
}
