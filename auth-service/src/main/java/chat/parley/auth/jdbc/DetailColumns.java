package chat.parley.auth.jdbc;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountDetails;
import chat.parley.contracts.identity.AccountId;
import chat.parley.protocol.name.Nickname;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;

/** What of an account's row may be shown. */
final class DetailColumns {
    static final String COLUMNS = "id, username, nick, FirstName, LastName, email, created_at, password_until,"
            + " CASE WHEN Password IS NULL AND legacy_verifier IS NULL THEN 0 ELSE 1 END, metadata_version, metadata";

    private DetailColumns() {}

    static List<AccountDetails> list(RowSet<Row> rows, long nowMillis) {
        List<AccountDetails> list = new ArrayList<>(rows.size());
        rows.forEach(row -> list.add(details(row, nowMillis)));
        return list;
    }

    /** Whether a password that ends then has ended. */
    static boolean isOver(long untilMillis, long nowMillis) {
        return untilMillis != 0 && untilMillis <= nowMillis;
    }

    private static AccountDetails details(Row row, long nowMillis) {
        Account account = new Account(
                new AccountId(row.getLong(0)),
                row.getString(1),
                new Nickname(row.getString(2)),
                row.getString(3),
                row.getString(4),
                MetadataText.parse(row.getLong(9), row.getString(10)));
        Long createdAtMillis = row.getLong(6);
        long untilMillis = row.getLong(7);
        return new AccountDetails(
                account,
                row.getString(5),
                createdAtMillis == null ? 0 : createdAtMillis,
                row.getInteger(8) == 1 && !isOver(untilMillis, nowMillis),
                untilMillis);
    }
}
