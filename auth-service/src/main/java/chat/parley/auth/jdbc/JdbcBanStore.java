package chat.parley.auth.jdbc;

import chat.parley.auth.store.BanStore;
import chat.parley.contracts.ban.AddressRange;
import chat.parley.contracts.ban.Ban;
import chat.parley.contracts.ban.BanTarget;
import chat.parley.contracts.identity.AccountId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** {@link BanStore} beside the accounts, over the connections of their store. */
final class JdbcBanStore implements BanStore {
    private final Pool writer;
    private final Pool readers;
    private final Writes writes;

    JdbcBanStore(Pool writer, Pool readers, Writes writes) {
        this.writer = writer;
        this.readers = readers;
        this.writes = writes;
    }

    @Override
    public Future<List<Ban>> all() {
        return readers.query("SELECT target, account, reason, set_by, set_at, until FROM bans")
                .execute()
                .map(rows -> {
                    List<Ban> bans = new ArrayList<>();
                    rows.forEach(row -> bans.add(ban(row)));
                    return bans;
                })
                .recover(Reads::failed);
    }

    private static Ban ban(Row row) {
        String text = row.getString(0);
        Long account = row.getLong(1);
        BanTarget target = account == null
                ? new BanTarget.Addresses(new AddressRange(text))
                : new BanTarget.OfAccount(new AccountId(account), text);
        return new Ban(target, row.getString(2), row.getString(3), row.getLong(4), row.getLong(5));
    }

    @Override
    public Future<Void> put(Ban ban) {
        Long account =
                ban.target() instanceof BanTarget.OfAccount of ? of.account().value() : null;
        return writer.preparedQuery(
                        "INSERT INTO bans (target_key, target, account, reason, set_by, set_at, until)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (target_key) DO UPDATE SET target = excluded.target,"
                                + " reason = excluded.reason, set_by = excluded.set_by, set_at = excluded.set_at, until = excluded.until")
                .execute(Tuple.of(ban.target().key(), ban.target().text())
                        .addLong(account)
                        .addString(ban.reason())
                        .addString(ban.setBy())
                        .addLong(ban.setAtMillis())
                        .addLong(ban.untilMillis()))
                .<Void>mapEmpty()
                .recover(writes::failed);
    }

    @Override
    public Future<Void> remove(BanTarget target) {
        return writer.preparedQuery("DELETE FROM bans WHERE target_key = ?")
                .execute(Tuple.of(target.key()))
                .<Void>mapEmpty()
                .recover(writes::failed);
    }
}
