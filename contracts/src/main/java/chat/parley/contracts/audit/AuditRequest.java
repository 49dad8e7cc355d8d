package chat.parley.contracts.audit;

import chat.parley.contracts.ServiceRequest;

/** Asked of the audit verticle, which has the server's log. */
public sealed interface AuditRequest<R> extends ServiceRequest<R> {

    /**
     * The latest lines of the log that fit, of this start and of those before whose files are still there.
     *
     * <p>Failures: {@code Unavailable} while another search is under way, or when the files cannot be read.
     *
     * @param fromMillis since 1970, inclusive
     * @param toMillis since 1970, exclusive
     * @param name a name that stands in the line, without regard to capitals; empty for any line
     * @param text what the line contains, without regard to capitals; empty for any line
     * @param limit 1 to 1,000
     */
    record SearchLog(long fromMillis, long toMillis, String name, String text, int limit)
            implements AuditRequest<LogLines> {}
}
