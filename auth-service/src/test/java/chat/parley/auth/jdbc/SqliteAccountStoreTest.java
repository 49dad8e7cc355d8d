package chat.parley.auth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.auth.model.NamePolicy;
import chat.parley.auth.store.AccountStore;
import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.Copied;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
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
    void copiesTheAccountsThatThereAre(Vertx vertx) throws IOException {
        AccountStore store = await(open(vertx));
        Copied copied = await(store.backUp(new BackupName("monday")));

        Path copy = folder.resolve("data/backups/monday/accounts.db");
        assertThat(copied.file()).isEqualTo(copy.toAbsolutePath().toString());
        assertThat(copied.sha256()).hasSize(64);
        assertThat(Files.getPosixFilePermissions(copy)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(DatabaseCopy.fault(copy)).isNull();
        assertThat(DatabaseCopy.fault(Files.write(folder.resolve("cut"), cut(copy))))
                .isNotNull();
        await(store.close());
    }

    private static byte[] cut(Path file) throws IOException {
        return Arrays.copyOf(Files.readAllBytes(file), 5_000);
    }

    @Test
    void letsOnlyItsOwnerReadTheFile() throws IOException {
        assertThat(Files.getPosixFilePermissions(folder.resolve("data/accounts.db")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
}
