package chat.parley.room.jdbc;

import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.Copied;
import chat.parley.database.jdbc.Dialect;
import chat.parley.database.jdbc.Lifeline;
import chat.parley.database.jdbc.Pragma;
import chat.parley.room.store.StoreUnusableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The SQLite file of the rooms: how it is opened, and in which words it is refused. Blocking. */
final class SqliteFile implements RoomDatabase {
    private static final String URL_PREFIX = "jdbc:sqlite:";
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int BUSY_TIMEOUT_MILLIS = 1_000;

    /** Kilobytes of pages that the writer keeps in memory. */
    private static final int WRITER_CACHE_KILOBYTES = 16_384;

    private final String jdbcUrl;
    private final Path path;

    private SqliteFile(String jdbcUrl, Path path) {
        this.jdbcUrl = jdbcUrl;
        this.path = path;
    }

    /**
     * The file that a URL names. Pragmas of SQLite's may follow a question mark, for instance {@code max_page_count}.
     *
     * @throws StoreUnusableException when the URL names no file
     */
    static SqliteFile of(String jdbcUrl) {
        String path = jdbcUrl.startsWith(URL_PREFIX) ? jdbcUrl.substring(URL_PREFIX.length()) : "";
        int options = path.indexOf('?');
        path = options < 0 ? path : path.substring(0, options);
        if (path.isEmpty() || path.startsWith(":") || path.startsWith("file:")) {
            throw new StoreUnusableException("database.rooms: '" + jdbcUrl + "' does not name an SQLite file.");
        }
        return new SqliteFile(jdbcUrl, Path.of(path));
    }

    Path path() {
        return path;
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public @Nullable Lifeline lifeline() {
        return null;
    }

    @Override
    public Copied copy(BackupName name) {
        return DatabaseCopy.make(path, name);
    }

    /** For one connection that writes. It holds the lock for writing all the time: nobody else is to have the file. */
    SQLiteDataSource writing() {
        SQLiteConfig config = config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setCacheSize(-WRITER_CACHE_KILOBYTES);
        return source(config);
    }

    @Override
    public Connection openReader() throws SQLException {
        return reading().getConnection();
    }

    @Override
    public SQLiteDataSource reading() {
        return source(config());
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        return config;
    }

    private SQLiteDataSource source(SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(jdbcUrl);
        return source;
    }

    @Override
    public Connection open() {
        try {
            prepare();
            Connection connection = writing().getConnection();
            try {
                connection.setAutoCommit(false);
                migrate(connection);
                return connection;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw unusable(e);
        } catch (IOException e) {
            throw unusable("it cannot be written (" + e.getMessage() + ")");
        }
    }

    @Override
    public Connection reopen(long epoch) throws SQLException {
        Connection connection = writing().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private void prepare() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try {
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(path);
            }
        } catch (FileAlreadyExistsException there) {
            check();
        }
    }

    private void check() throws IOException {
        if (!Files.isRegularFile(path)) {
            throw unusable("it is not a file");
        }
        if (!Files.isReadable(path) || !Files.isWritable(path)) {
            throw unusable("it is read-only for this user");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(MAGIC.length);
            if (head.length > 0 && !Arrays.equals(head, MAGIC)) {
                throw unusable("it is not an SQLite database");
            }
        }
    }

    private void migrate(Connection connection) throws SQLException {
        int application = (int) Pragma.number(connection, "application_id");
        int version = (int) Pragma.number(connection, "user_version");
        if (application != Schema.APPLICATION_ID && (application != 0 || !isEmpty(connection))) {
            throw unusable("it is the database of something else");
        }
        if (version > Schema.newest()) {
            throw unusable("it was written by a newer Parley (its version is " + version + ", this one knows up to "
                    + Schema.newest() + ")");
        }
        checkIntegrity(connection);
        if (version < Schema.newest()) {
            Schema.bring(connection, version);
        }
        connection.commit();
    }

    private static boolean isEmpty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM sqlite_master")) {
            return rows.next() && rows.getInt(1) == 0;
        }
    }

    /** Only what is cheap whatever the size: the tables that are small. Damage elsewhere shows when it is read. */
    private void checkIntegrity(Connection connection) throws SQLException {
        String found = Pragma.text(connection, "quick_check('sqlite_schema')");
        if (!found.equals("ok")) {
            throw unusable("it is damaged (" + found + ")");
        }
    }

    @Override
    public StoreUnusableException unusable(SQLException cause) {
        return unusable(words(cause));
    }

    private StoreUnusableException unusable(String cause) {
        return new StoreUnusableException("The database of rooms, " + path + ", cannot be used: " + cause + ".");
    }

    private static String words(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return String.valueOf(e.getMessage());
        }
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xFF);
        return switch (code) {
            case SQLITE_READONLY -> "it is read-only";
            case SQLITE_CORRUPT -> "it is damaged (" + sqlite.getMessage() + ")";
            case SQLITE_NOTADB -> "it is not an SQLite database";
            case SQLITE_BUSY, SQLITE_LOCKED -> "another program is using it";
            case SQLITE_FULL -> "the disk is full";
            case SQLITE_CANTOPEN -> "it cannot be opened";
            default -> String.valueOf(sqlite.getMessage());
        };
    }
}
