package chat.parley.auth.jdbc;

import chat.parley.auth.model.LegacyProof;
import chat.parley.auth.model.StoredAccount;
import chat.parley.auth.model.Verifier;
import chat.parley.contracts.account.Account;
import io.vertx.sqlclient.Row;

/** What of an account's row is needed to let somebody in. */
final class SignInColumns {
    static final String COLUMNS = AccountColumns.COLUMNS + ", Password, legacy_verifier, password_until";
    static final int COUNT = AccountColumns.COUNT + 3;

    private static final int PASSWORD = AccountColumns.COUNT;
    private static final int LEGACY_VERIFIER = PASSWORD + 1;
    private static final int PASSWORD_UNTIL = PASSWORD + 2;

    private SignInColumns() {}

    static StoredAccount stored(Row row, long nowMillis) {
        Account account = AccountColumns.account(row);
        if (AccountColumns.isOver(row.getLong(PASSWORD_UNTIL), nowMillis)) {
            return new StoredAccount(account, null, null);
        }
        String own = row.getString(PASSWORD);
        String legacy = row.getString(LEGACY_VERIFIER);
        return new StoredAccount(
                account, own == null ? null : Verifier.parse(own), legacy == null ? null : LegacyProof.parse(legacy));
    }
}
