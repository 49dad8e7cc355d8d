package chat.parley.auth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.auth.model.NamePolicy;
import chat.parley.auth.model.NewAccount;
import chat.parley.auth.model.Verifier;
import chat.parley.auth.store.AccountStore;
import chat.parley.auth.store.DatabaseUnusableException;
import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.ban.AddressRange;
import chat.parley.contracts.ban.Ban;
import chat.parley.contracts.ban.BanTarget;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.protocol.name.Nickname;
import chat.parley.testkit.jdbc.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresAccountStoreTest extends AccountStoreContract {
    private final TestPostgres.Database database = TestPostgres.server().database();

    @Override
    Future<AccountStore> open(Vertx vertx) {
        return open(vertx, database.url());
    }

    private static Future<AccountStore> open(Vertx vertx, String url) {
        return JdbcAccountStore.open(vertx, url, new NamePolicy(List.of()), new SecureRandom(), Clock.systemUTC());
    }

    @Test
    void goesOnWhenItsConnectionsWereLost() {
        await(store.insert(account("Ada")));
        await(store.find("Ada"));
        TestPostgres.server().disconnect(database);

        // each connection finds out by itself; at most one statement of each fails
        for (int i = 0; i < 8; i++) {
            await(store.find("Ada").transform(_any -> Future.succeededFuture()));
        }
        Failure failure = ServiceException.failureOf(store.insert(account("Bob"))
                .<Throwable>transform(done -> Future.succeededFuture(done.cause()))
                .await());
        assertThat(failure)
                .isEqualTo(new Failure.Unavailable(false, "The accounts cannot be written at the moment; try again."));

        assertThat(await(store.insert(account("Bob")))).isPresent();
        assertThat(await(store.find("Ada"))).isPresent();
    }

    @Test
    void letsNobodyElseHaveTheAccounts(Vertx vertx) {
        assertThatThrownBy(() -> await(open(vertx)))
                .isInstanceOf(DatabaseUnusableException.class)
                .hasMessageStartingWith("The database of accounts, postgresql://" + database.user() + "@127.0.0.1:")
                .hasMessageContaining("another Parley server has it, connected from 127.0.0.1 since ")
                .hasMessageNotContaining(database.password());
    }

    @Test
    void takesTheLockBackFromItsOwnFormerConnection() {
        await(store.insert(account("Ada")));
        TestPostgres.server()
                .run("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database ="
                        + " (SELECT oid FROM pg_database WHERE datname = '" + database.name() + "')");
        await(store.delete(new chat.parley.contracts.identity.AccountId(4711))
                .transform(_any -> Future.succeededFuture()));

        assertThat(await(store.insert(account("Bob")))).isPresent();
        assertThat(TestPostgres.server()
                        .ask(
                                database.name(),
                                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database ="
                                        + " (SELECT oid FROM pg_database WHERE datname = current_database())"))
                .isEqualTo("1");
    }

    @Test
    void keepsBansAndCertificates() {
        Ban ban = new Ban(new BanTarget.Addresses(new AddressRange("192.0.2.0/24")), "spam", "root", 1, 0);
        await(store.bans().put(ban));
        await(store.bans().put(ban));
        assertThat(await(store.bans().all())).containsExactly(ban);
        await(store.bans().remove(ban.target()));
        assertThat(await(store.bans().all())).isEmpty();
    }

    @Test
    void makesNoCopiesAndSaysWhoDoes() {
        assertThatThrownBy(() -> await(store.backUp(new BackupName("monday"))))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("pg_dump");
    }

    private static NewAccount account(String name) {
        return new NewAccount(
                new Nickname(name), "", "", null, Verifier.derive("correct horse", new byte[] {1}, 1), null, 0);
    }
}
