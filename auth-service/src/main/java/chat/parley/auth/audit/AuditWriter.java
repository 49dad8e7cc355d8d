package chat.parley.auth.audit;

import chat.parley.contracts.bus.AuditBatch;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes batches of entries, each entry once. Blocking, for one thread at a time. */
final class AuditWriter {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);

    private final LogFile file;
    private final AuditLines lines;
    private final ZoneId zone;
    private final SeenEntries seen = new SeenEntries();
    private boolean failing;

    AuditWriter(LogFile file, AuditLines lines, ZoneId zone) {
        this.file = file;
        this.lines = lines;
        this.zone = zone;
    }

    /**
     * Writes what is new of a batch, all of it or none, with one write. When it returns, the batch may be acknowledged. Says once in
     * the technical log that it cannot write, and once that it can again.
     */
    void write(AuditBatch batch) throws IOException {
        List<SeenEntries.Fresh> fresh = seen.fresh(batch);
        if (fresh.isEmpty()) {
            return;
        }
        try {
            file.append(fresh.stream().flatMap(one -> linesOf(one).stream()).toList());
        } catch (IOException e) {
            if (!failing) {
                LOG.atError()
                        .addKeyValue("file", file.path())
                        .setCause(e)
                        .log("The server's log cannot be written; trying again");
            }
            failing = true;
            throw e;
        }
        seen.written(fresh);
        if (failing) {
            LOG.atInfo().addKeyValue("file", file.path()).log("The server's log can be written again");
            failing = false;
        }
    }

    void close() throws IOException {
        file.close();
    }

    private List<String> linesOf(SeenEntries.Fresh fresh) {
        ZonedDateTime time = timeOf(fresh.entry().timeMicros());
        List<String> both = new ArrayList<>();
        if (fresh.lostBefore() > 0) {
            both.add(lines.lost(time, fresh.lostBefore()));
        }
        both.add(lines.event(time, fresh.entry().event()));
        return both;
    }

    private ZonedDateTime timeOf(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(zone);
    }
}
