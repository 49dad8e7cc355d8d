package chat.parley.auth.jdbc;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.identity.AccountId;
import chat.parley.protocol.name.Nickname;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;

/** What of an account's row is an {@link Account}: the first columns of every query for one. */
final class AccountColumns {
    static final String COLUMNS = "id, username, nick, FirstName, LastName, metadata_version, metadata";
    static final int USERNAME = 1;
    static final int COUNT = 7;

    private AccountColumns() {}

    static List<Account> list(RowSet<Row> rows) {
        List<Account> list = new ArrayList<>(rows.size());
        rows.forEach(row -> list.add(account(row)));
        return list;
    }

    static Account account(Row row) {
        return new Account(
                new AccountId(row.getLong(0)),
                row.getString(USERNAME),
                new Nickname(row.getString(2)),
                row.getString(3),
                row.getString(4),
                MetadataText.parse(row.getLong(5), row.getString(6)));
    }

    /** Whether a password that ends then has ended. */
    static boolean isOver(long untilMillis, long nowMillis) {
        return untilMillis != 0 && untilMillis <= nowMillis;
    }
}
