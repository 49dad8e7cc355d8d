package chat.parley.auth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.auth.model.NamePolicy;
import chat.parley.auth.store.DatabaseUnusableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each of these stops the start, in one sentence that names the file and the cause. */
class DamagedDatabaseTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("accounts.db");
    }

    @Test
    void refusesAFileOfSomethingElse() throws IOException {
        Files.writeString(file, "username,password\nada,secret\n".repeat(100));
        assertRefused("it is not a SQLite database");
    }

    @Test
    void refusesAFileThatIsCutOffAtItsBeginning() throws IOException {
        Files.writeString(file, "SQLite");
        assertRefused("it is not a SQLite database");
    }

    @Test
    void refusesAFileWithOverwrittenPages() throws IOException, SQLException {
        make();
        byte[] noise = new byte[12_000];
        new Random(1).nextBytes(noise);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(noise), 4_096);
        }
        assertRefused("it is damaged");
    }

    @Test
    void refusesAFileThatIsCutOff() throws IOException, SQLException {
        make();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(5_000);
        }
        assertRefused("it is damaged");
    }

    @Test
    void refusesAFolder() throws IOException {
        Files.createDirectory(file);
        assertRefused("it is a folder");
    }

    @Test
    void refusesAFileWhoseFolderCannotBeMade() throws IOException {
        Files.writeString(folder.resolve("data"), "");
        file = folder.resolve("data/accounts.db");
        assertRefused("it cannot be made");
    }

    @Test
    void refusesAFileThatAnotherProgramHasLocked() throws SQLException {
        make();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("BEGIN EXCLUSIVE");
            assertRefused("another program has locked it");
        }
    }

    @Test
    void refusesADatabaseOfSomethingElse() throws SQLException {
        execute("CREATE TABLE invoices (id INTEGER)");
        assertRefused("it holds something else than accounts (the table invoices)");
    }

    @Test
    void refusesADatabaseOfANewerVersion() throws SQLException {
        make();
        execute("PRAGMA user_version = 99");
        assertRefused("it was written by a newer Parley");
    }

    @Test
    void takesAnEmptyFileForANewDatabase() throws IOException {
        Files.createFile(file);
        assertThat(open()).hasSize(32);
    }

    private void make() throws SQLException {
        assertThat(open()).hasSize(32);
        execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private byte[] open() {
        return new SqliteOpening(
                        SqliteFile.of("jdbc:sqlite:" + file),
                        new NamePolicy(List.of()),
                        new SecureRandom(),
                        Clock.systemUTC())
                .open();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private AbstractThrowableAssert<?, ?> assertRefused(String cause) {
        return assertThatThrownBy(this::open)
                .isInstanceOf(DatabaseUnusableException.class)
                .hasMessageStartingWith("The database " + file + " cannot be used: " + cause)
                .hasMessageEndingWith(".")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
}
