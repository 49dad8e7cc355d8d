package chat.parley.database.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the one connection that writes. It holds an advisory lock of the database's for as long as it lives: a second process gets none
 * and is refused. The lock is also what makes the fate of a transaction certain whose connection was lost in the middle of it: the
 * next connection has the lock only once the server has let go of the former session, and so has committed what it had begun, or
 * has not and never will. Blocking, and called by one thread at a time.
 */
public final class PostgresOwner {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresOwner.class);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** For who was killed just now to be let go of. */
    private static final int LOCK_MILLIS = 3_000;

    private final PostgresServer server;
    private final int what;
    private @Nullable Session former;

    /** A connection, as the server knows it: numbers of processes are used again. */
    private record Session(int process, String startedAt) {}

    /** @param what the lock is of: the same in each version, and another for each of the stores */
    public PostgresOwner(PostgresServer server, int what) {
        this.server = server;
        this.what = what;
    }

    /**
     * Opens a connection that has the lock, with autocommit on. The former one, if the server still has it, is ended first.
     *
     * @throws SQLException after some seconds, when somebody else has the lock; the message tells who
     */
    public Connection open() throws SQLException {
        Connection connection = server.connect();
        try {
            Session before = former;
            if (before != null) {
                end(connection, before);
            }
            lock(connection);
            former = session(connection);
            keepPromises(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * For a pool of one connection, which is replaced when it is lost.
     *
     * @param first that it begins with, with autocommit on
     */
    public DataSource source(Connection first) {
        Deque<Connection> begun = new ConcurrentLinkedDeque<>(List.of(first));
        return new MendingSource(() -> {
            Connection next = begun.poll();
            return next == null ? open() : next;
        });
    }

    /** Whether {@link #open} failed because somebody else has the lock. */
    public static boolean isAnothers(SQLException failure) {
        return LOCK_NOT_AVAILABLE.equals(failure.getSQLState());
    }

    private void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = " + LOCK_MILLIS);
            statement.execute("SELECT pg_advisory_lock(" + what + ", hashtext(current_schema()))");
            statement.execute("SET lock_timeout = 0");
        } catch (SQLException e) {
            throw isAnothers(e)
                    ? new SQLException("another Parley server has it" + holder(connection), e.getSQLState(), e)
                    : e;
        }
    }

    /** From where, as far as the server tells: words that go on after who has it. */
    private String holder(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT host(client_addr), to_char(backend_start, 'YYYY-MM-DD HH24:MI:SSOF') FROM pg_locks l"
                                + " JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND l.granted"
                                + " AND l.classid = " + what
                                + " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                                + " AND l.objid::bigint = hashtext(current_schema())::bigint & 4294967295")) {
            if (!rows.next() || rows.getString(1) == null) {
                return "";
            }
            return ", connected from " + rows.getString(1) + " since " + rows.getString(2);
        }
    }

    private static Session session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT pid, backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()")) {
            if (!rows.next()) {
                throw new SQLException("the server does not know this connection");
            }
            return new Session(rows.getInt(1), rows.getString(2));
        }
    }

    private static void end(Connection connection, Session session) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT pg_terminate_backend(pid)"
                + " FROM pg_stat_activity WHERE pid = ? AND backend_start = ?::timestamptz")) {
            query.setInt(1, session.process());
            query.setString(2, session.startedAt());
            query.execute();
        }
    }

    /** What is committed has to be on disk, whatever the role or the database is set to. */
    private static void keepPromises(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('synchronous_commit', 'on', false)"
                    + " WHERE current_setting('synchronous_commit') = 'off'");
            try (ResultSet rows = statement.executeQuery("SHOW fsync")) {
                if (rows.next() && rows.getString(1).equals("off")) {
                    LOG.atWarn().log("PostgreSQL is set to fsync=off: what was echoed is lost when its machine fails");
                }
            }
        }
    }
}
