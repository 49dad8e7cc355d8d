package chat.parley.auth;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/** Makes a database file as the system that Parley descends from did. */
final class LegacyDatabase implements AutoCloseable {
    private final Connection connection;

    LegacyDatabase(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (username TEXT, FirstName TEXT, LastName TEXT, Password TEXT)");
        }
    }

    LegacyDatabase user(String username, String password) throws SQLException {
        return row(username, hex(password));
    }

    LegacyDatabase row(String username, String stored) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO users VALUES (?, 'Ada', 'Lovelace', ?)")) {
            insert.setString(1, username);
            insert.setString(2, stored);
            insert.execute();
        }
        return this;
    }

    static String hex(String password) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
