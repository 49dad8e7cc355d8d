package chat.parley.auth.jdbc;

import chat.parley.auth.model.NamePolicy;
import chat.parley.database.jdbc.Pragma;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * What is done with an accounts file before anyone uses it: checked, made or migrated, and imported from when it is one of the system
 * before. Blocking.
 */
final class SqliteOpening {
    /** Above this a file's pages are not all read at each start. */
    private static final long MAX_CHECKED_BYTES = 64L << 20;

    private final SqliteFile file;
    private final NamePolicy names;
    private final SecureRandom random;
    private final Clock clock;

    SqliteOpening(SqliteFile file, NamePolicy names, SecureRandom random, Clock clock) {
        this.file = file;
        this.names = names;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Makes the file ready for use.
     *
     * @return the key of false salts
     * @throws chat.parley.auth.store.DatabaseUnusableException in words for the operator
     */
    byte[] open() {
        file.prepare();
        try (Connection connection = file.writing().getConnection()) {
            check(connection);
            migrate(connection);
            return Schema.falseSaltKey(connection);
        } catch (SQLException e) {
            throw file.unusable(e);
        }
    }

    private void check(Connection connection) throws SQLException {
        long bytes = Pragma.number(connection, "page_count") * Pragma.number(connection, "page_size");
        if (bytes <= MAX_CHECKED_BYTES) {
            String found = Pragma.text(connection, "quick_check(1)");
            if (!found.equals("ok")) {
                throw file.unusable("it is damaged (" + found.replaceAll("\\s+", " ") + ")");
            }
        }
    }

    private void migrate(Connection connection) throws SQLException {
        int version = (int) Pragma.number(connection, "user_version");
        boolean ours = Pragma.number(connection, "application_id") == Schema.APPLICATION_ID;
        if (ours && version > Schema.newest()) {
            throw file.unusable("it was written by a newer Parley");
        }
        List<String> tables = ours ? List.of() : tables(connection);
        LegacyImport legacy = new LegacyImport(file, names, clock);
        boolean old = tables.contains("users") && LegacyImport.fits(connection);
        if (!ours && !old && !tables.isEmpty()) {
            throw file.unusable("it holds something else than accounts (the table " + tables.getFirst() + ")");
        }
        if (old) {
            legacy.backUp(connection);
        }
        connection.setAutoCommit(false);
        try {
            // the lock is taken even when nothing is to be done: a file that cannot be written to is found out now
            List<LegacyImport.OldUser> users = old ? legacy.takeOut(connection) : List.of();
            Schema.bring(connection, ours ? version : 0, random);
            legacy.putIn(connection, users);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT lower(name) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
