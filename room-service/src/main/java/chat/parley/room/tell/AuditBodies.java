package chat.parley.room.tell;

/** Whose words the server's log shows; that something was said is logged in any case. */
public enum AuditBodies {
    NONE,
    ROOMS,
    ALL
}
