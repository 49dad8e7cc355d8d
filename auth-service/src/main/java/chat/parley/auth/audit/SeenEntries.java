package chat.parley.auth.audit;

import chat.parley.contracts.audit.AuditEntry;
import chat.parley.contracts.bus.AuditBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows which entries have been written. A source numbers its entries and sends them in their order, so that what is not above its
 * last one came before, and what is left out was lost. It remembers the last number of so many sources; beyond that it forgets the one
 * that was silent the longest. Not thread-safe.
 */
final class SeenEntries {
    private static final int MAX_SOURCES = 1_024;

    private final Map<String, Long> lastNumbers = new LinkedHashMap<>();

    /** An entry that is to be written, after a line about those that were lost before it. */
    record Fresh(AuditEntry entry, long lostBefore) {}

    /** The entries that are new, in their order. Changes nothing. */
    List<Fresh> fresh(AuditBatch batch) {
        Map<String, Long> last = new LinkedHashMap<>(lastNumbers);
        List<Fresh> fresh = new ArrayList<>();
        for (AuditEntry entry : batch.entries()) {
            Long before = last.get(entry.source());
            // of a source that is not known, its own word is all there is
            long expected = before == null ? entry.number() - batch.lost() : before + 1;
            if (before == null || entry.number() > before) {
                fresh.add(new Fresh(entry, Math.max(0, entry.number() - expected)));
                last.put(entry.source(), entry.number());
            }
        }
        return fresh;
    }

    /** Call when they have been written. */
    void written(List<Fresh> fresh) {
        for (Fresh one : fresh) {
            AuditEntry entry = one.entry();
            lastNumbers.remove(entry.source());
            lastNumbers.put(entry.source(), entry.number());
        }
        var longestSilent = lastNumbers.keySet().iterator();
        while (lastNumbers.size() > MAX_SOURCES) {
            longestSilent.next();
            longestSilent.remove();
        }
    }
}
