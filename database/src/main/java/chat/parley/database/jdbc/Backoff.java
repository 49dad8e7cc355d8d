package chat.parley.database.jdbc;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps many who want a connection from asking a server that gives none all the time: after a failure the next one is tried a while
 * later, twice as long each time; what is asked meanwhile fails as the last try did. Safe for many threads.
 */
final class Backoff {
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final LongSupplier nanos;
    private @Nullable SQLException last;
    private long pauseNanos;
    private long failedAt;

    /** @param nanos a clock that is never set */
    Backoff(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @throws SQLException as the last one, while it is too early for another try */
    synchronized void check() throws SQLException {
        SQLException failure = last;
        if (failure != null && nanos.getAsLong() - failedAt < pauseNanos) {
            throw new SQLException(failure.getMessage(), failure.getSQLState(), failure);
        }
    }

    synchronized void failed(SQLException failure) {
        last = failure;
        pauseNanos = pauseNanos == 0 ? FIRST_NANOS : Math.min(LONGEST_NANOS, pauseNanos * 2);
        failedAt = nanos.getAsLong();
    }

    synchronized void succeeded() {
        last = null;
        pauseNanos = 0;
    }
}
