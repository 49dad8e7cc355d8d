package chat.parley.auth.jdbc;

import chat.parley.auth.model.LegacyProof;
import chat.parley.auth.model.NamePolicy;
import chat.parley.auth.model.NewAccount;
import chat.parley.auth.model.StoredAccount;
import chat.parley.auth.model.Verifier;
import chat.parley.auth.store.AccountStore;
import chat.parley.auth.store.BanStore;
import chat.parley.auth.store.CertificateStore;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountDetails;
import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.Copied;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.protocol.name.CaseMapping;
import chat.parley.protocol.name.Nickname;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteException;

/**
 * {@link AccountStore} on SQLite: one connection writes, a few read beside it. The statements are such that PostgreSQL takes them
 * too. Each write is one statement and its own transaction: after one that the client opened, vertx-jdbc-client 5.0.10 leaves a
 * connection with auto-commit off, and what is written through it later would never be committed. At the bound of waiting statements further ones are refused.
 */
public final class JdbcAccountStore implements AccountStore {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcAccountStore.class);
    private static final int READERS = 2;
    private static final int MAX_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 500;
    static final String COLUMNS =
            "id, username, FirstName, LastName, Password, nick, legacy_verifier, metadata_version, metadata, password_until";
    static final int COLUMN_COUNT = 10;
    private static final String FOUND = " FROM users WHERE username = ? OR username_key = ? OR nick_key = ?"
            + " ORDER BY CASE WHEN username = ? THEN 0 WHEN username_key = ? THEN 1 ELSE 2 END LIMIT 1";

    private final Pool writer;
    private final Pool readers;
    private final AccountLookup lookup;
    private final JdbcCertificateStore certificates;
    private final byte[] falseSaltKey;
    private final Clock clock;
    private final Copying copying;

    private JdbcAccountStore(Pool writer, Pool readers, byte[] falseSaltKey, Clock clock, Copying copying) {
        this.writer = writer;
        this.readers = readers;
        this.lookup = new AccountLookup(readers, clock);
        this.certificates = new JdbcCertificateStore(writer, readers);
        this.falseSaltKey = falseSaltKey;
        this.clock = clock;
        this.copying = copying;
    }

    /**
     * Opens the file, or makes it. Fails with a {@link chat.parley.auth.store.DatabaseUnusableException}.
     *
     * @param names decides on the nicks of accounts that are taken over from the system before
     */
    public static Future<AccountStore> open(
            Vertx vertx, String jdbcUrl, NamePolicy names, SecureRandom random, Clock clock) {
        return vertx.executeBlocking(() -> {
                    SqliteFile file = SqliteFile.of(jdbcUrl);
                    byte[] key = new SqliteOpening(file, names, random, clock).open();
                    return new Opened(file, key);
                })
                .map(opened -> new JdbcAccountStore(
                        JDBCPool.pool(vertx, opened.file().writing(), options("accounts-writer", 1)),
                        JDBCPool.pool(vertx, opened.file().reading(), options("accounts-readers", READERS)),
                        opened.falseSaltKey(),
                        clock,
                        new Copying(vertx, opened.file())));
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Opened(SqliteFile file, byte[] falseSaltKey) {}

    private static PoolOptions options(String name, int size) {
        return new PoolOptions().setName(name).setMaxSize(size).setMaxWaitQueueSize(MAX_WAITING);
    }

    @Override
    public Future<Optional<StoredAccount>> find(String name) {
        return lookup.find(name);
    }

    @Override
    public Future<Optional<AccountDetails>> describe(String name) {
        String folded = CaseMapping.fold(name);
        return readers.preparedQuery("SELECT " + DetailColumns.COLUMNS + FOUND)
                .execute(Tuple.of(name, folded, folded, name, folded))
                .map(rows -> DetailColumns.list(rows, clock.millis()).stream().findFirst())
                .recover(JdbcAccountStore::readFailed);
    }

    @Override
    public Future<List<AccountDetails>> list(String text, String after, int limit) {
        return readers.preparedQuery("SELECT " + DetailColumns.COLUMNS
                        + " FROM users WHERE username_key > ? AND (instr(username_key, ?) > 0 OR instr(nick_key, ?) > 0)"
                        + " ORDER BY username_key LIMIT ?")
                .execute(Tuple.of(after, text, text, limit))
                .map(rows -> DetailColumns.list(rows, clock.millis()))
                .recover(JdbcAccountStore::readFailed);
    }

    @Override
    public Future<List<Account>> find(List<AccountId> accounts) {
        return find(accounts, 0, new ArrayList<>()).recover(JdbcAccountStore::readFailed);
    }

    /** Some at a time: a statement takes so many parameters only. */
    private Future<List<Account>> find(List<AccountId> accounts, int from, List<Account> found) {
        if (from >= accounts.size()) {
            return Future.succeededFuture(found);
        }
        int to = Math.min(accounts.size(), from + MOST_AT_ONCE);
        List<Object> ids = accounts.subList(from, to).stream()
                .<Object>map(AccountId::value)
                .toList();
        String places = String.join(", ", Collections.nCopies(ids.size(), "?"));
        return readers.preparedQuery("SELECT " + DetailColumns.COLUMNS + " FROM users WHERE id IN (" + places + ")")
                .execute(Tuple.from(ids))
                .compose(rows -> {
                    DetailColumns.list(rows, clock.millis()).forEach(details -> found.add(details.account()));
                    return find(accounts, to, found);
                });
    }

    @Override
    public Future<Long> count() {
        return readers.query("SELECT count(*) FROM users")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .recover(JdbcAccountStore::readFailed);
    }

    @Override
    public Future<Optional<Account>> insert(NewAccount account) {
        Nickname name = account.name();
        return writer.preparedQuery(
                        "INSERT INTO users (username, FirstName, LastName, Password, username_key, nick, nick_key, email,"
                                + " created_at, legacy_verifier, password_until)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id")
                .execute(Tuple.of(
                                name.value(),
                                account.firstName(),
                                account.lastName(),
                                text(account.verifier()),
                                name.folded())
                        .addString(name.value())
                        .addString(name.folded())
                        .addString(account.email())
                        .addLong(account.createdAtMillis())
                        .addString(text(account.hexVerifier()))
                        .addLong(account.passwordUntilMillis()))
                .map(rows -> firstId(rows)
                        .map(id -> new Account(id, name.value(), name, account.firstName(), account.lastName())))
                .recover(JdbcAccountStore::writeFailed);
    }

    @Override
    public Future<Boolean> setVerifiers(AccountId account, Verifier own, LegacyProof.@Nullable Wrapped hex) {
        return writer.preparedQuery(
                        "UPDATE users SET Password = ?, legacy_verifier = ?, legacy_is_bare = 0 WHERE id = ?")
                .execute(Tuple.of(own.text(), text(hex), account.value()))
                .map(rows -> rows.rowCount() == 1)
                .recover(JdbcAccountStore::writeFailed);
    }

    @Override
    public Future<Boolean> setPassword(
            AccountId account, Verifier own, LegacyProof.@Nullable Wrapped hex, long untilMillis) {
        return writer.preparedQuery("UPDATE users SET Password = ?, password_until = ?, legacy_verifier = ?,"
                        + " legacy_is_bare = 0 WHERE id = ?")
                .execute(Tuple.of(own.text(), untilMillis, text(hex), account.value()))
                .map(rows -> rows.rowCount() == 1)
                .recover(JdbcAccountStore::writeFailed);
    }

    @Override
    public Future<Void> dropNeedlessHexes() {
        return writer.query("UPDATE users SET legacy_verifier = NULL, legacy_is_bare = 0"
                        + " WHERE Password IS NOT NULL AND legacy_verifier IS NOT NULL")
                .execute()
                .<Void>mapEmpty()
                .recover(JdbcAccountStore::writeFailed);
    }

    private static @Nullable String text(@Nullable Verifier verifier) {
        return verifier == null ? null : verifier.text();
    }

    private static @Nullable String text(LegacyProof.@Nullable Wrapped hex) {
        return hex == null ? null : hex.text();
    }

    @Override
    public Future<Boolean> delete(AccountId account) {
        return certificates
                .removeAll(account)
                .compose(_removed -> writer.preparedQuery("DELETE FROM users WHERE id = ?")
                        .execute(Tuple.of(account.value()))
                        .map(rows -> rows.rowCount() == 1)
                        .recover(JdbcAccountStore::writeFailed));
    }

    @Override
    public Future<Optional<Metadata>> metadata(AccountId account) {
        return readers.preparedQuery("SELECT metadata_version, metadata FROM users WHERE id = ?")
                .execute(Tuple.of(account.value()))
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(MetadataText.parse(row.getLong(0), row.getString(1)));
                    }
                    return Optional.<Metadata>empty();
                })
                .recover(JdbcAccountStore::readFailed);
    }

    @Override
    public Future<Boolean> replaceMetadata(AccountId account, long before, Metadata now) {
        return writer.preparedQuery(
                        "UPDATE users SET metadata = ?, metadata_version = ? WHERE id = ? AND metadata_version = ?")
                .execute(Tuple.of(MetadataText.of(now), now.version(), account.value(), before))
                .map(rows -> rows.rowCount() == 1)
                .recover(JdbcAccountStore::writeFailed);
    }

    @Override
    public Future<List<Bare>> bareHexes(int limit) {
        return readers.preparedQuery(
                        "SELECT id, legacy_verifier FROM users WHERE legacy_is_bare = 1 ORDER BY id LIMIT ?")
                .execute(Tuple.of(limit))
                .map(JdbcAccountStore::bareOnes)
                .recover(JdbcAccountStore::readFailed);
    }

    @Override
    public Future<Void> replaceBareHexes(List<Wrapped> wrapped) {
        List<Tuple> batch = wrapped.stream()
                .map(one -> Tuple.of(
                        one.proof().text(),
                        one.before().account().value(),
                        one.before().hex().text()))
                .toList();
        return writer.preparedQuery("UPDATE users SET legacy_verifier = ?, legacy_is_bare = 0"
                        + " WHERE id = ? AND legacy_verifier = ? AND legacy_is_bare = 1")
                .executeBatch(batch)
                .<Void>mapEmpty()
                .recover(JdbcAccountStore::writeFailed);
    }

    @Override
    public Future<Void> wipeTraces() {
        return writer.query("PRAGMA wal_checkpoint(TRUNCATE)")
                .execute()
                .<Void>mapEmpty()
                .recover(JdbcAccountStore::writeFailed);
    }

    @Override
    public byte[] falseSaltKey() {
        return falseSaltKey;
    }

    @Override
    public BanStore bans() {
        return new JdbcBanStore(writer, readers);
    }

    @Override
    public CertificateStore certificates() {
        return certificates;
    }

    @Override
    public Future<Copied> backUp(BackupName name) {
        return copying.copy(name);
    }

    @Override
    public Future<Void> close() {
        return readers.close().eventually(writer::close);
    }

    private static Optional<AccountId> firstId(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(new AccountId(row.getLong(0)));
        }
        return Optional.empty();
    }

    /** @param nowMillis since 1970; 0 where a password that has ended does not matter */
    static Optional<StoredAccount> firstAccount(RowSet<Row> rows, long nowMillis) {
        for (Row row : rows) {
            return Optional.of(account(row, nowMillis));
        }
        return Optional.empty();
    }

    static StoredAccount account(Row row, long nowMillis) {
        Account account = new Account(
                new AccountId(row.getLong(0)),
                row.getString(1),
                new Nickname(row.getString(5)),
                row.getString(2),
                row.getString(3),
                MetadataText.parse(row.getLong(7), row.getString(8)));
        if (DetailColumns.isOver(row.getLong(9), nowMillis)) {
            return new StoredAccount(account, null, null);
        }
        String own = row.getString(4);
        String legacy = row.getString(6);
        return new StoredAccount(
                account, own == null ? null : Verifier.parse(own), legacy == null ? null : LegacyProof.parse(legacy));
    }

    private static List<Bare> bareOnes(RowSet<Row> rows) {
        List<Bare> bare = new ArrayList<>();
        for (Row row : rows) {
            bare.add(new Bare(new AccountId(row.getLong(0)), new LegacyProof.BareHex(row.getString(1))));
        }
        return bare;
    }

    static <T> Future<T> readFailed(Throwable cause) {
        LOG.atError().setCause(cause).log("Reading the accounts failed");
        return Future.failedFuture(
                ServiceException.unavailable(true, "The accounts cannot be read at the moment; try again."));
    }

    static <T> Future<T> writeFailed(Throwable cause) {
        LOG.atError().setCause(cause).log("Writing the accounts failed");
        return Future.failedFuture(ServiceException.unavailable(
                rolledBack(cause), "The accounts cannot be written at the moment; try again."));
    }

    /** These SQLite answers before it has written anything that could survive. */
    private static boolean rolledBack(Throwable cause) {
        return cause instanceof SQLiteException sqlite
                && switch (org.sqlite.SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xFF)) {
                    case SQLITE_FULL, SQLITE_BUSY, SQLITE_LOCKED, SQLITE_READONLY, SQLITE_CANTOPEN -> true;
                    default -> false;
                };
    }
}
