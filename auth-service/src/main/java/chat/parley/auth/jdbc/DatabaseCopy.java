package chat.parley.auth.jdbc;

import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.Copied;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Copies the database of accounts while it is in use, and looks copies over. The copy is of one moment; whoever writes meanwhile is not
 * held up, since SQLite reads for it beside the writer. Blocking.
 */
public final class DatabaseCopy {
    /** What a copy is called within its backup. */
    public static final String FILE = "accounts.db";

    private static final String FOLDER = "backups";
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
        Path folder = folder(database.path()).resolve(name.value());
        Path copy = folder.resolve(FILE);
        Path unfinished = folder.resolve(FILE + ".unfinished");
        if (Files.exists(copy)) {
            throw ServiceException.rejected(
                    Reason.BACKUP_EXISTS, "There is a backup called " + name.value() + " already.");
        }
        try {
            makeFolder(folder);
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished, onlyFor(unfinished, "rw-------"));
            try (Connection connection = open(database.path(), false);
                    PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
                vacuum.setString(1, unfinished.toString());
                vacuum.execute();
            }
            sync(unfinished, StandardOpenOption.WRITE);
            Copied copied = new Copied(copy.toAbsolutePath().toString(), Files.size(unfinished), sha256(unfinished));
            Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
            sync(folder, StandardOpenOption.READ);
            return copied;
        } catch (IOException | SQLException failed) {
            discard(unfinished, failed);
            throw ServiceException.unavailable(
                    true, "The copy of " + database.path() + " cannot be made: " + failed.getMessage());
        }
    }

    private static void discard(Path unfinished, Exception because) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException further) {
            because.addSuppressed(further);
        }
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
                return "is no database of Parley's accounts";
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

    private static Path folder(Path database) {
        Path folder = database.toAbsolutePath().getParent();
        return folder == null ? Path.of(FOLDER) : folder.resolve(FOLDER);
    }

    private static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder, onlyFor(folder, "rwx------"));
        } catch (FileAlreadyExistsException file) {
            throw new IOException("'" + file.getFile() + "' is a file, not a folder", file);
        }
    }

    private static FileAttribute<?>[] onlyFor(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static Connection open(Path file, boolean readOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setReadOnly(readOnly);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source.getConnection();
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
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
