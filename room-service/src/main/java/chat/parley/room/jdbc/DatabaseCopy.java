package chat.parley.room.jdbc;

import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.BackupPart;
import chat.parley.contracts.backup.Copied;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.database.jdbc.SqliteCopy;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Copies the database of rooms while it is in use, and looks copies over. Blocking. */
public final class DatabaseCopy {
    /** What a copy is called within its backup. */
    public static final String FILE = "rooms.db";

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
    static Copied make(Path database, BackupName name) {
        return BackupPart.make(database, name, FILE, unfinished -> SqliteCopy.make(database, unfinished));
    }

    /**
     * What is wrong with a copy, in words that go on after its name; null when it can be put in the database's place. Reads all
     * of it.
     */
    public static @Nullable String fault(Path copy) {
        return SqliteCopy.fault(copy, "rooms", Schema.APPLICATION_ID, Schema.newest());
    }
}
