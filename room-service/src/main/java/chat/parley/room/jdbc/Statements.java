package chat.parley.room.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The prepared statements of a connection, each prepared once. There are as many as there are texts in this package. */
final class Statements {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    /** Carries out one that takes a number. */
    void execute(String sql, long key) throws SQLException {
        PreparedStatement statement = prepare(sql);
        statement.setLong(1, key);
        statement.executeUpdate();
    }

    /** Carries out one that takes texts. */
    void execute(String sql, String... texts) throws SQLException {
        PreparedStatement statement = prepare(sql);
        for (int i = 0; i < texts.length; i++) {
            statement.setString(i + 1, texts[i]);
        }
        statement.executeUpdate();
    }
}
