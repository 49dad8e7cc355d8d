package chat.parley.room.jdbc;

import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.Copied;
import chat.parley.database.jdbc.Dialect;
import chat.parley.database.jdbc.Lifeline;
import chat.parley.room.store.StoreUnusableException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the rooms are kept in: how it is opened, and in which words it is refused. Blocking. */
sealed interface RoomDatabase permits SqliteFile, PostgresRooms {

    /**
     * That of a JDBC URL. Opens nothing yet.
     *
     * @throws StoreUnusableException when it names none
     */
    static RoomDatabase of(String jdbcUrl) {
        return switch (Dialect.of(jdbcUrl)) {
            case SQLITE -> SqliteFile.of(jdbcUrl);
            case POSTGRESQL -> new PostgresRooms(jdbcUrl);
        };
    }

    Dialect dialect();

    /**
     * Makes the tables where there are none, or brings them up to date. Nobody else writes while the connection is open.
     *
     * @return a connection that writes, with autocommit off
     * @throws StoreUnusableException in words
     */
    Connection open();

    /**
     * As {@link #open}, for what was opened before, whose connection was lost. What had been begun on that one is done by now or never
     * will be.
     *
     * @param epoch which time it was that it was opened
     * @throws chat.parley.room.store.StoreTakenException when somebody else has it now
     */
    Connection reopen(long epoch) throws SQLException;

    /** A connection that only reads, with autocommit on. */
    Connection openReader() throws SQLException;

    /** For more of these. */
    DataSource reading();

    /** By which the loss of a connection, opened just now, is noticed; null where it cannot be lost. */
    @Nullable
    Lifeline lifeline();

    StoreUnusableException unusable(SQLException cause);

    /**
     * Makes a copy of what is committed.
     *
     * @throws chat.parley.contracts.failure.ServiceException when it cannot be made, or is not made here
     */
    Copied copy(BackupName name);
}
