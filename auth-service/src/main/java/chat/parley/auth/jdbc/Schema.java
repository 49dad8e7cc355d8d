package chat.parley.auth.jdbc;

import chat.parley.database.jdbc.Dialect;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;

/**
 * The tables, step by step: the step that a file is at is its {@code user_version}, and the steps that it lacks are done in one
 * transaction when it is opened. They are written for SQLite; {@link Dialect#table} makes PostgreSQL's of them. Blocking; see docs/adr for why there is no migration library.
 */
final class Schema {
    /** Marks a file as Parley's accounts: "PRLA". */
    static final int APPLICATION_ID = 0x50524C41;

    private static final String FALSE_SALT = "false-salt";
    private static final int KEY_BYTES = 32;

    /** Never change one that was released: add another. */
    private static final List<List<String>> STEPS = List.of(
            List.of(
                    """
            CREATE TABLE users (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              username TEXT NOT NULL UNIQUE,
              FirstName TEXT NOT NULL,
              LastName TEXT NOT NULL,
              Password TEXT,
              username_key TEXT NOT NULL UNIQUE,
              nick TEXT NOT NULL,
              nick_key TEXT NOT NULL UNIQUE,
              legacy_verifier TEXT,
              legacy_is_bare INTEGER NOT NULL DEFAULT 0,
              email TEXT,
              created_at BIGINT
            )
            """,
                    "CREATE INDEX users_bare ON users (id) WHERE legacy_is_bare = 1",
                    "CREATE TABLE secrets (name TEXT PRIMARY KEY, secret TEXT NOT NULL)"),
            List.of("""
            CREATE TABLE bans (
              target_key TEXT PRIMARY KEY,
              target TEXT NOT NULL,
              account BIGINT,
              reason TEXT NOT NULL,
              set_by TEXT NOT NULL,
              set_at BIGINT NOT NULL,
              until BIGINT NOT NULL
            )
            """),
            // what an account says of itself: a line a key, and how many times it was changed
            List.of(
                    "ALTER TABLE users ADD COLUMN metadata TEXT",
                    "ALTER TABLE users ADD COLUMN metadata_version BIGINT NOT NULL DEFAULT 0"),
            List.of("""
            CREATE TABLE certificates (
              fingerprint TEXT PRIMARY KEY,
              account BIGINT NOT NULL,
              added_at BIGINT NOT NULL
            )
            """, "CREATE INDEX certificates_of ON certificates (account)"),
            // when a password ends that somebody else has set
            List.of("ALTER TABLE users ADD COLUMN password_until BIGINT NOT NULL DEFAULT 0"));

    private Schema() {}

    /** All of them, in the words of a database. */
    static List<List<String>> steps(Dialect dialect) {
        return STEPS.stream()
                .map(step -> step.stream().map(dialect::table).toList())
                .toList();
    }

    static int newest() {
        return STEPS.size();
    }

    /** Does the steps that are missing; the caller's transaction takes them, or none of them. */
    static void bring(Connection connection, int from, SecureRandom random) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (List<String> step : STEPS.subList(from, newest())) {
                for (String sql : step) {
                    statement.execute(sql);
                }
            }
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
            statement.execute("PRAGMA user_version = " + newest());
        }
        makeFalseSaltKey(connection, random);
    }

    static byte[] falseSaltKey(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT secret FROM secrets WHERE name = ?")) {
            query.setString(1, FALSE_SALT);
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("its key of false salts is missing");
                }
                return HexFormat.of().parseHex(rows.getString(1));
            }
        }
    }

    /** Unless there is one. */
    static void makeFalseSaltKey(Connection connection, SecureRandom random) throws SQLException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO secrets (name, secret) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, FALSE_SALT);
            insert.setString(2, HexFormat.of().formatHex(key));
            insert.executeUpdate();
        }
    }
}
