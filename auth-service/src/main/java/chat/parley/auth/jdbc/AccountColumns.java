package chat.parley.auth.jdbc;

import chat.parley.auth.model.LegacyProof;
import chat.parley.auth.model.StoredAccount;
import chat.parley.auth.model.Verifier;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.identity.AccountId;
import chat.parley.protocol.name.Nickname;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Optional;

/** What of an account's row is needed to let somebody in. */
final class AccountColumns {
    static final String COLUMNS =
            "id, username, FirstName, LastName, Password, nick, legacy_verifier, metadata_version, metadata, password_until";
    static final int COUNT = 10;

    private AccountColumns() {}

    /** @param nowMillis since 1970; 0 where a password that has ended does not matter */
    static Optional<StoredAccount> first(RowSet<Row> rows, long nowMillis) {
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
}
