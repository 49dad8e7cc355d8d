package chat.parley.room.jdbc;

import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.Copied;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.database.jdbc.Dialect;
import chat.parley.database.jdbc.Lifeline;
import chat.parley.database.jdbc.PostgresOwner;
import chat.parley.database.jdbc.PostgresServer;
import chat.parley.database.jdbc.PostgresTables;
import chat.parley.database.jdbc.PostgresUrl;
import chat.parley.room.store.StoreTakenException;
import chat.parley.room.store.StoreUnusableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Rooms in a PostgreSQL database. */
final class PostgresRooms implements RoomDatabase {
    private final PostgresServer server;
    private final PostgresOwner owner;

    PostgresRooms(String url) {
        try {
            server = new PostgresServer(PostgresUrl.parse(url), "rooms");
        } catch (IllegalArgumentException malformed) {
            throw new StoreUnusableException("database.rooms: the URL " + malformed.getMessage() + ".");
        }
        owner = new PostgresOwner(server, Schema.APPLICATION_ID);
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public Connection open() {
        try {
            Connection connection = owner.open();
            try {
                connection.setAutoCommit(false);
                PostgresTables.bring(connection, "rooms", Schema.steps(Dialect.POSTGRESQL));
                connection.commit();
                return connection;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    @Override
    public Connection reopen(long epoch) throws SQLException {
        try {
            Connection connection = owner.open();
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            if (PostgresOwner.isAnothers(e) && epoch() != epoch) {
                throw new StoreTakenException();
            }
            throw e;
        }
    }

    private long epoch() throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT epoch FROM writer WHERE id = 1")) {
            if (!rows.next()) {
                throw new SQLException("a row of it is missing");
            }
            return rows.getLong(1);
        }
    }

    @Override
    public Connection openReader() throws SQLException {
        return server.connect();
    }

    @Override
    public DataSource reading() {
        return server.source();
    }

    @Override
    public Lifeline lifeline() {
        return server.lifeline();
    }

    @Override
    public StoreUnusableException unusable(SQLException cause) {
        return new StoreUnusableException(
                "The database of rooms, " + server + ", cannot be used: " + server.words(cause) + ".");
    }

    @Override
    public Copied copy(BackupName name) {
        throw ServiceException.rejected(
                Reason.BACKUP_ELSEWHERE,
                "The rooms are in PostgreSQL, which makes copies of its own: use pg_dump, as the operator guide says.");
    }
}
