package chat.parley.auth.audit;

import chat.parley.contracts.audit.AuditEvent;
import java.time.ZonedDateTime;

/** The words of the log. Each method gives one line, without its end; a line is free of control characters. */
sealed interface AuditLines permits TextLines, JsonLines {

    String started(ZonedDateTime time);

    String event(ZonedDateTime time, AuditEvent event);

    /** Says that so many events could not be kept until they were written. */
    String lost(ZonedDateTime time, long count);
}
