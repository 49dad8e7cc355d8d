package chat.parley.contracts.audit;

/**
 * An event on its way to the log.
 *
 * @param source the process that saw it; with {@code number} it makes the entry's id, by which a resent one is known
 * @param number counted up by that process, from 1
 * @param timeMicros since 1970
 */
public record AuditEntry(String source, long number, long timeMicros, AuditEvent event) {}
