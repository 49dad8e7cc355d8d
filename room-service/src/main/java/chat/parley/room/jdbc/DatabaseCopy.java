package chat.parley.room.jdbc;

import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.BackupPart;
import chat.parley.contracts.backup.Copied;
import chat.parley.contracts.failure.ServiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Copies the database of rooms while it is in use, and looks copies over. The copy is of one moment; whoever writes meanwhile is not
 * held up, since SQLite reads for it beside the writer. Blocking.
 */
public final class DatabaseCopy {
    /** What a copy is called within its backup. */
    public static final String FILE = "rooms.db";

    private static final int BUSY_TIMEOUT_MILLIS = 10_000;

    private DatabaseCopy() {}

    /**
     * The file that a JDBC URL names.
     *
     * @throws RuntimeException in words, when it names none
     */
    public static Path file(String jdbcUrl) {
        return SqliteFile.of(jdbcUrl).path();
    }

    /**
     * Makes a copy in a folder beside the database, for this user's eyes only. It is there whole, or not at all.
     *
     * @throws ServiceException when there is a backup of that name already, or the copy cannot be written
     */
    static Copied make(SqliteFile database, BackupName name) {
        return BackupPart.make(database.path(), name, FILE, unfinished -> {
            try (Connection connection = open(database.path(), false);
                    PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
                vacuum.setString(1, unfinished.toString());
                vacuum.execute();
            } catch (SQLException failed) {
                throw new IOException(failed.getMessage(), failed);
            }
        });
    }

    /**
     * What is wrong with a copy, in words that go on after its name; null when it can be put in the database's place. Reads all
     * of it.
     */
    public static @Nullable String fault(Path copy) {
        if (!Files.isRegularFile(copy)) {
            return "is not there";
        }
        try (Connection connection = open(copy, true)) {
            if (number(connection, "PRAGMA application_id") != Schema.APPLICATION_ID) {
                return "is no database of Parley's rooms";
            }
            if (number(connection, "PRAGMA user_version") > Schema.newest()) {
                return "was written by a newer Parley";
            }
            String found = text(connection, "PRAGMA integrity_check(1)");
            return found.equals("ok") ? null : "is damaged (" + found.replaceAll("\\s+", " ") + ")";
        } catch (SQLException unreadable) {
            return "cannot be read as a database (" + unreadable.getMessage() + ")";
        }
    }

    private static Connection open(Path file, boolean readOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setReadOnly(readOnly);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source.getConnection();
    }

    private static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(text(connection, sql));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
