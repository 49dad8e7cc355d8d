package chat.parley.auth.jdbc;

import chat.parley.contracts.account.AccountDetails;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;

/** What of an account's row may be shown. */
final class DetailColumns {
    static final String COLUMNS = AccountColumns.COLUMNS + ", email, created_at, password_until,"
            + " CASE WHEN Password IS NULL AND legacy_verifier IS NULL THEN 0 ELSE 1 END";

    private static final int EMAIL = AccountColumns.COUNT;
    private static final int CREATED_AT = EMAIL + 1;
    private static final int PASSWORD_UNTIL = EMAIL + 2;
    private static final int HAS_PASSWORD = EMAIL + 3;

    private DetailColumns() {}

    static List<AccountDetails> list(RowSet<Row> rows, long nowMillis) {
        List<AccountDetails> list = new ArrayList<>(rows.size());
        rows.forEach(row -> list.add(details(row, nowMillis)));
        return list;
    }

    private static AccountDetails details(Row row, long nowMillis) {
        Long createdAtMillis = row.getLong(CREATED_AT);
        long untilMillis = row.getLong(PASSWORD_UNTIL);
        return new AccountDetails(
                AccountColumns.account(row),
                row.getString(EMAIL),
                createdAtMillis == null ? 0 : createdAtMillis,
                row.getInteger(HAS_PASSWORD) == 1 && !AccountColumns.isOver(untilMillis, nowMillis),
                untilMillis);
    }
}
