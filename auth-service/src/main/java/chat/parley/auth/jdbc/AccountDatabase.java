package chat.parley.auth.jdbc;

import chat.parley.auth.model.NamePolicy;
import chat.parley.auth.store.DatabaseUnusableException;
import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.Copied;
import chat.parley.database.jdbc.Dialect;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;

/** What the accounts are kept in: how it is opened. Blocking. */
sealed interface AccountDatabase permits SqliteFile, PostgresAccounts {

    /**
     * That of a JDBC URL. Opens nothing yet.
     *
     * @throws DatabaseUnusableException when it names none
     */
    static AccountDatabase of(String jdbcUrl) {
        return switch (Dialect.of(jdbcUrl)) {
            case SQLITE -> SqliteFile.of(jdbcUrl);
            case POSTGRESQL -> new PostgresAccounts(jdbcUrl);
        };
    }

    Dialect dialect();

    /**
     * Makes it ready for use: its tables are there, and as this version has them.
     *
     * @return the key of false salts
     * @throws DatabaseUnusableException in words for the operator
     */
    byte[] open(NamePolicy names, SecureRandom random, Clock clock);

    /** For the one connection that writes. */
    DataSource writing();

    /** For connections that only read. */
    DataSource reading();

    /**
     * Makes a copy of what is committed.
     *
     * @throws chat.parley.contracts.failure.ServiceException when it cannot be made, or is not made here
     */
    Copied copy(BackupName name);
}
