package chat.parley.auth.jdbc;

import chat.parley.auth.store.CertificateStore;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.Certificate;
import chat.parley.contracts.identity.AccountId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link CertificateStore} beside the accounts, over the connections of their store. */
final class JdbcCertificateStore implements CertificateStore {
    private final Pool writer;
    private final Pool readers;
    private final Writes writes;

    JdbcCertificateStore(Pool writer, Pool readers, Writes writes) {
        this.writer = writer;
        this.readers = readers;
        this.writes = writes;
    }

    @Override
    public Future<Optional<Account>> owner(String fingerprint) {
        return readers.preparedQuery("SELECT " + AccountColumns.COLUMNS
                        + " FROM users WHERE id = (SELECT account FROM certificates WHERE fingerprint = ?)")
                .execute(Tuple.of(fingerprint))
                .map(rows -> AccountColumns.list(rows).stream().findFirst())
                .recover(Reads::failed);
    }

    @Override
    public Future<List<Certificate>> of(AccountId account) {
        return readers.preparedQuery(
                        "SELECT fingerprint, added_at FROM certificates WHERE account = ? ORDER BY added_at, fingerprint")
                .execute(Tuple.of(account.value()))
                .map(rows -> {
                    List<Certificate> certificates = new ArrayList<>();
                    rows.forEach(row -> certificates.add(new Certificate(row.getString(0), row.getLong(1))));
                    return certificates;
                })
                .recover(Reads::failed);
    }

    @Override
    public Future<Boolean> add(AccountId account, Certificate certificate, int most) {
        return writer.preparedQuery("INSERT INTO certificates (fingerprint, account, added_at) SELECT ?, ?, ?"
                        + " WHERE (SELECT count(*) FROM certificates WHERE account = ?) < ? ON CONFLICT DO NOTHING")
                .execute(Tuple.of(certificate.fingerprint(), account.value(), certificate.addedMillis())
                        .addLong(account.value())
                        .addInteger(most))
                .map(rows -> rows.rowCount() == 1)
                .recover(writes::failed);
    }

    @Override
    public Future<Boolean> remove(AccountId account, String fingerprint) {
        return writer.preparedQuery("DELETE FROM certificates WHERE fingerprint = ? AND account = ?")
                .execute(Tuple.of(fingerprint, account.value()))
                .map(rows -> rows.rowCount() == 1)
                .recover(writes::failed);
    }

    /** All of an account's. */
    Future<?> removeAll(AccountId account) {
        return writer.preparedQuery("DELETE FROM certificates WHERE account = ?")
                .execute(Tuple.of(account.value()))
                .recover(writes::failed);
    }
}
