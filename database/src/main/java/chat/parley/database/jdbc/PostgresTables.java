package chat.parley.database.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings a store's tables up to date. The step that they are at is in a table of its own, {@code parley_rooms} for the rooms', by which
 * they are known to be Parley's, too. Blocking; called by whoever has the lock.
 */
public final class PostgresTables {
    private PostgresTables() {}

    /**
     * Does the steps that are missing; the caller's transaction takes them, or none of them.
     *
     * @param store whose tables they are
     * @param steps all that there are, each a list of statements in PostgreSQL's words
     * @throws SQLException in words, when the tables are of a newer Parley
     */
    public static void bring(Connection connection, String store, List<List<String>> steps) throws SQLException {
        String table = "parley_" + store;
        int version = version(connection, table);
        if (version > steps.size()) {
            throw new SQLException("it was written by a newer Parley (its version is " + version
                    + ", this one knows up to " + steps.size() + ")");
        }
        if (version == steps.size()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            for (List<String> step : steps.subList(version, steps.size())) {
                for (String sql : step) {
                    statement.execute(sql);
                }
            }
            statement.execute(
                    version == 0 ? "CREATE TABLE " + table + " (version INTEGER NOT NULL)" : "DELETE FROM " + table);
            statement.execute("INSERT INTO " + table + " (version) VALUES (" + steps.size() + ")");
        }
    }

    private static int version(Connection connection, String table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            query.setString(1, table);
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next() || !rows.getBoolean(1)) {
                    return 0;
                }
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version FROM " + table)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
