package chat.parley.database.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Copies a SQLite database while it is in use, and looks copies over. A copy is of one moment; whoever writes meanwhile is not held up,
 * since SQLite reads for it beside the writer. Blocking.
 */
public final class SqliteCopy {
    private static final int BUSY_TIMEOUT_MILLIS = 10_000;

    private SqliteCopy() {}

    /**
     * Makes a copy.
     *
     * @param copy an empty file, or none yet
     * @throws IOException in words, when it cannot be made
     */
    public static void make(Path database, Path copy) throws IOException {
        try (Connection connection = open(database, false);
                PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, copy.toString());
            vacuum.execute();
        } catch (SQLException failed) {
            throw new IOException(failed.getMessage(), failed);
        }
    }

    /**
     * What is wrong with a copy, in words that go on after its name; null when it can be put in the database's place. Reads all
     * of it.
     *
     * @param contents what it is to hold, for instance {@code accounts}
     * @param applicationId by which a database of these is known
     * @param newest the version of its tables that is known here
     */
    public static @Nullable String fault(Path copy, String contents, int applicationId, int newest) {
        if (!Files.isRegularFile(copy)) {
            return "is not there";
        }
        try (Connection connection = open(copy, true)) {
            if (Pragma.number(connection, "application_id") != applicationId) {
                return "is no database of Parley's " + contents;
            }
            if (Pragma.number(connection, "user_version") > newest) {
                return "was written by a newer Parley";
            }
            String found = Pragma.text(connection, "integrity_check(1)");
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
}
