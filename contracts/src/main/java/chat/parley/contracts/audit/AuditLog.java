package chat.parley.contracts.audit;

/** The way to the server's log, from any thread. */
public interface AuditLog {

    /**
     * Hands an event over and returns at once. It is resent until the audit verticle has acknowledged it. At the bound of
     * 65,536 waiting events the oldest go, and how many is written to the log.
     */
    void record(AuditEvent event);
}
