package chat.parley.auth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.auth.model.NamePolicy;
import chat.parley.auth.store.AccountStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAccountStoreTest extends AccountStoreContract {
    @TempDir
    private Path folder;

    @Override
    Future<AccountStore> open(Vertx vertx) {
        return JdbcAccountStore.open(
                vertx,
                "jdbc:sqlite:" + folder.resolve("data/accounts.db"),
                new NamePolicy(List.of()),
                new SecureRandom(),
                Clock.systemUTC());
    }

    @Test
    void letsOnlyItsOwnerReadTheFile() throws IOException {
        assertThat(Files.getPosixFilePermissions(folder.resolve("data/accounts.db")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
}
