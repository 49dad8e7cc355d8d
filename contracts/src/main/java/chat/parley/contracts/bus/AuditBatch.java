package chat.parley.contracts.bus;

import chat.parley.contracts.audit.AuditEntry;
import java.util.List;

/**
 * @param entries in the order in which they happened; some may have come before
 * @param lost how many were thrown away at the bound before these
 */
public record AuditBatch(List<AuditEntry> entries, long lost) {
    public AuditBatch {
        entries = List.copyOf(entries);
    }
}
