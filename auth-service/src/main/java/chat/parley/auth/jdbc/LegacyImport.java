package chat.parley.auth.jdbc;

import chat.parley.auth.model.LegacyNames;
import chat.parley.auth.model.LegacyProof;
import chat.parley.auth.model.NamePolicy;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over the user table of the system that Parley descends from: {@code users(username, FirstName, LastName, Password)}, where
 * Password is the SHA-256 of the password in hex. The file is copied beside itself first; the hexes are wrapped afterwards, see
 * {@link chat.parley.auth.password.LegacyWrapping}. Blocking.
 */
final class LegacyImport {
    private static final Logger LOG = LoggerFactory.getLogger(LegacyImport.class);
    private static final Set<String> COLUMNS = Set.of("username", "firstname", "lastname", "password");
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss");

    private final SqliteFile file;
    private final NamePolicy names;
    private final Clock clock;

    record OldUser(
            String username,
            String firstName,
            String lastName,
            @Nullable LegacyProof proof) {}

    LegacyImport(SqliteFile file, NamePolicy names, Clock clock) {
        this.file = file;
        this.names = names;
        this.clock = clock;
    }

    /** Whether the table {@code users} is that of the old system. */
    static boolean fits(Connection connection) throws SQLException {
        Set<String> found = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM pragma_table_info('users')")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found.containsAll(COLUMNS);
    }

    /** Copies the file beside itself, whole or not at all, readable by its owner alone. */
    void backUp(Connection connection) throws SQLException {
        String name = file.path().getFileName() + ".before-parley-" + TIMESTAMP.format(ZonedDateTime.now(clock));
        Path backup = file.path().resolveSibling(name);
        Path unfinished = file.path().resolveSibling(name + ".tmp");
        try {
            Files.deleteIfExists(unfinished);
            SqliteFile.createPrivately(unfinished);
            try (PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
                copy.setString(1, unfinished.toString());
                copy.execute();
            }
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(unfinished, backup, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw file.unusable(
                    "it is one of the system before, and no copy of it can be made (" + e.getMessage() + ")");
        }
        LOG.atWarn()
                .addKeyValue("file", file.path())
                .addKeyValue("backup", backup)
                .log(
                        "Taking over the accounts of the system before. The copy still holds its password hashes: keep it safe, and delete"
                                + " it when you no longer need it.");
    }

    /** Reads the old table and drops it. */
    List<OldUser> takeOut(Connection connection) throws SQLException {
        Map<String, OldUser> users = new LinkedHashMap<>();
        int skipped = 0;
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT username, FirstName, LastName, Password FROM users")) {
                while (rows.next()) {
                    String username = text(rows, 1);
                    OldUser user =
                            new OldUser(username, text(rows, 2), text(rows, 3), LegacyProof.parse(text(rows, 4)));
                    if (username.isEmpty() || users.putIfAbsent(username, user) != null) {
                        skipped++;
                    }
                }
            }
            statement.execute("DROP TABLE users");
        }
        if (skipped > 0) {
            LOG.atWarn()
                    .addKeyValue("count", skipped)
                    .log("Left out rows without a username, or with one that another row has.");
        }
        return List.copyOf(users.values());
    }

    /** Writes them into the new table. */
    void putIn(Connection connection, List<OldUser> users) throws SQLException {
        if (users.isEmpty()) {
            return;
        }
        List<LegacyNames.Named> named =
                LegacyNames.assign(users.stream().map(OldUser::username).toList(), names);
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO users (username, FirstName, LastName, username_key, nick, nick_key, legacy_verifier, legacy_is_bare)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            for (int i = 0; i < users.size(); i++) {
                add(insert, users.get(i), named.get(i));
            }
            insert.executeBatch();
        }
        LOG.atInfo()
                .addKeyValue("accounts", users.size())
                .addKeyValue(
                        "withoutPassword",
                        users.stream().filter(user -> user.proof() == null).count())
                .log("Took over the accounts of the system before.");
    }

    private static void add(PreparedStatement insert, OldUser user, LegacyNames.Named named) throws SQLException {
        LegacyProof proof = user.proof();
        insert.setString(1, user.username());
        insert.setString(2, user.firstName());
        insert.setString(3, user.lastName());
        insert.setString(4, named.key());
        insert.setString(5, named.nick().value());
        insert.setString(6, named.nick().folded());
        insert.setString(7, proof == null ? null : proof.text());
        insert.setInt(8, proof instanceof LegacyProof.BareHex ? 1 : 0);
        insert.addBatch();
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        String text = rows.getString(column);
        return text == null ? "" : text;
    }
}
