package chat.parley.contracts.bus;

import chat.parley.contracts.audit.AuditEntry;
import java.util.List;

/**
 * Entries that are resent together until they are acknowledged together.
 *
 * @param entries in the order in which they happened; some may have come before
 * @param lost how many were thrown away at the bound before these
 */
public record AuditBatch(List<AuditEntry> entries, long lost) {
    public AuditBatch {
        entries = List.copyOf(entries);
    }
}
