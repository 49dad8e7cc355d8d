package chat.parley.database.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * Notices that a connection was lost while nobody used it, so that the next to use it does not have to find out. One for each
 * connection; called by one thread at a time.
 */
public final class Lifeline {
    /** A connection that was in use so lately is not asked. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int PATIENCE_SECONDS = 2;

    private long usedNanos = System.nanoTime();

    Lifeline() {}

    /** Whether the connection, which is about to be used, is of no use any more. */
    public boolean isLost(Connection connection) throws SQLException {
        long now = System.nanoTime();
        boolean lost =
                connection.isClosed() || (now - usedNanos > FRESH_NANOS && !connection.isValid(PATIENCE_SECONDS));
        usedNanos = now;
        return lost;
    }
}
