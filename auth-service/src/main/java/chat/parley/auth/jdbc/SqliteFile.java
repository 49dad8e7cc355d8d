package chat.parley.auth.jdbc;

import chat.parley.auth.model.NamePolicy;
import chat.parley.auth.store.DatabaseUnusableException;
import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.Copied;
import chat.parley.database.jdbc.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A SQLite file: how it is opened, and in which words it is refused. */
final class SqliteFile implements AccountDatabase {
    private static final String URL_PREFIX = "jdbc:sqlite:";
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int BUSY_TIMEOUT_MILLIS = 2_000;
    private static final String OWNER_ONLY = "rw-------";

    private final Path path;

    private SqliteFile(Path path) {
        this.path = path;
    }

    /**
     * The file that a JDBC URL names.
     *
     * @throws DatabaseUnusableException when it names none
     */
    static SqliteFile of(String jdbcUrl) {
        String path = jdbcUrl.substring(URL_PREFIX.length()).replaceFirst("\\?.*", "");
        if (path.isEmpty() || path.startsWith(":") || path.startsWith("file:")) {
            throw new DatabaseUnusableException("database.accounts: '" + jdbcUrl + "' does not name a file.");
        }
        return new SqliteFile(Path.of(path));
    }

    Path path() {
        return path;
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public byte[] open(NamePolicy names, SecureRandom random, Clock clock) {
        return new SqliteOpening(this, names, random, clock).open();
    }

    @Override
    public Copied copy(BackupName name) {
        return DatabaseCopy.make(path, name);
    }

    /**
     * Makes the file when there is none, readable by its owner alone, and looks at the first bytes of the one that is there: SQLite
     * itself would take a file that is cut off for an empty one.
     */
    void prepare() {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (!Files.exists(path)) {
                createPrivately(path);
            }
        } catch (IOException e) {
            throw unusable("it cannot be made (" + reason(e) + ")");
        }
        checkHeader();
    }

    static void createPrivately(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        } else {
            Files.createFile(file);
        }
    }

    /** One that writes: its transactions take the write lock when they begin, and what they delete is overwritten. */
    @Override
    public SQLiteDataSource writing() {
        SQLiteConfig config = config();
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return source(config, "PRAGMA secure_delete=ON");
    }

    @Override
    public SQLiteDataSource reading() {
        return source(config(), "PRAGMA query_only=ON");
    }

    /** Says in one sentence why this file is of no use. */
    DatabaseUnusableException unusable(String cause) {
        return new DatabaseUnusableException("The database " + path + " cannot be used: " + cause + ".");
    }

    DatabaseUnusableException unusable(SQLException e) {
        return unusable(cause(e));
    }

    private static String cause(SQLException e) {
        SQLiteErrorCode code = e instanceof SQLiteException sqlite ? sqlite.getResultCode() : null;
        if (code == null) {
            return String.valueOf(e.getMessage());
        }
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xFF)) {
            case SQLITE_NOTADB -> "it is not a SQLite database";
            case SQLITE_CORRUPT -> "it is damaged";
            case SQLITE_BUSY, SQLITE_LOCKED -> "another program has locked it";
            case SQLITE_READONLY, SQLITE_PERM -> "it cannot be written to";
            case SQLITE_CANTOPEN -> "it, or a file beside it, cannot be opened for writing";
            case SQLITE_FULL -> "the disk is full";
            case SQLITE_IOERR -> "the disk reports an error, or is full (" + code + ")";
            default -> String.valueOf(e.getMessage());
        };
    }

    private void checkHeader() {
        if (Files.isDirectory(path)) {
            throw unusable("it is a folder");
        }
        if (!Files.isReadable(path) || !Files.isWritable(path)) {
            throw unusable("this user may not read and write it");
        }
        byte[] start;
        try (var in = Files.newInputStream(path)) {
            start = in.readNBytes(MAGIC.length);
        } catch (IOException e) {
            throw unusable("it cannot be read (" + reason(e) + ")");
        }
        if (start.length > 0 && !Arrays.equals(start, MAGIC)) {
            throw unusable("it is not a SQLite database");
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _denied -> "this user may not write there";
            case FileAlreadyExistsException _file -> "a file is in the place of its folder";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        return config;
    }

    private SQLiteDataSource source(SQLiteConfig config, String pragma) {
        SQLiteDataSource source = new Source(config, pragma);
        source.setUrl(URL_PREFIX + path);
        return source;
    }

    /** Says something more to each connection than its configuration can. */
    private static final class Source extends SQLiteDataSource {
        private final String pragma;

        Source(SQLiteConfig config, String pragma) {
            super(config);
            this.pragma = pragma;
        }

        @Override
        public org.sqlite.SQLiteConnection getConnection(@Nullable String user, @Nullable String password)
                throws SQLException {
            org.sqlite.SQLiteConnection connection = super.getConnection(user, password);
            try (Statement statement = ((Connection) connection).createStatement()) {
                statement.execute(pragma);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            return connection;
        }
    }
}
