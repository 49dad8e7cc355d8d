package chat.parley.server.e2e;

import chat.parley.testkit.process.ServerProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The user table, read past the server. */
record UserTable(Path file) {

    static UserTable of(ServerProcess server) {
        return new UserTable(server.folder().resolve("data").resolve("accounts.db"));
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    /** An account's columns; the empty text for what is null. */
    Map<String, String> row(String username) {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement("SELECT * FROM users WHERE username = ?")) {
            query.setString(1, username);
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next()) {
                    throw new AssertionError("There is no account " + username);
                }
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String value = rows.getString(i);
                    row.put(rows.getMetaData().getColumnName(i), value == null ? "" : value);
                }
                return row;
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
