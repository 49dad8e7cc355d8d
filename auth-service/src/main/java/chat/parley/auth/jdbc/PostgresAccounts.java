package chat.parley.auth.jdbc;

import chat.parley.auth.model.NamePolicy;
import chat.parley.auth.store.DatabaseUnusableException;
import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.Copied;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.database.jdbc.Dialect;
import chat.parley.database.jdbc.PostgresOwner;
import chat.parley.database.jdbc.PostgresServer;
import chat.parley.database.jdbc.PostgresTables;
import chat.parley.database.jdbc.PostgresUrl;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Accounts in a PostgreSQL database. */
final class PostgresAccounts implements AccountDatabase {
    private final PostgresServer server;
    private final PostgresOwner owner;
    /** Has the lock from when it is open on. */
    private @Nullable Connection writing;

    PostgresAccounts(String url) {
        try {
            server = new PostgresServer(PostgresUrl.parse(url), "accounts");
        } catch (IllegalArgumentException malformed) {
            throw new DatabaseUnusableException("database.accounts: the URL " + malformed.getMessage() + ".");
        }
        owner = new PostgresOwner(server, Schema.APPLICATION_ID);
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public byte[] open(NamePolicy names, SecureRandom random, Clock clock) {
        try {
            Connection connection = owner.open();
            try {
                connection.setAutoCommit(false);
                PostgresTables.bring(connection, "accounts", Schema.steps(Dialect.POSTGRESQL));
                Schema.makeFalseSaltKey(connection, random);
                byte[] key = Schema.falseSaltKey(connection);
                connection.commit();
                connection.setAutoCommit(true);
                writing = connection;
                return key;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new DatabaseUnusableException(
                    "The database of accounts, " + server + ", cannot be used: " + server.words(e) + ".");
        }
    }

    @Override
    public DataSource writing() {
        return owner.source(Objects.requireNonNull(writing, "not open"));
    }

    @Override
    public DataSource reading() {
        return server.source();
    }

    @Override
    public Copied copy(BackupName name) {
        throw ServiceException.rejected(
                Reason.BACKUP_ELSEWHERE,
                "The accounts are in PostgreSQL, which makes copies of its own: use pg_dump, as the operator guide says.");
    }
}
