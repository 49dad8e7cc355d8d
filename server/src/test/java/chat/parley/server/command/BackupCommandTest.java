package chat.parley.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.status.Role;
import chat.parley.server.DataFolder;
import chat.parley.testkit.wire.Endpoint;
import chat.parley.testkit.wire.WireClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class BackupCommandTest extends AdminRig {
    private WireClient client(String nick) {
        return WireClient.connect(Endpoint.plain(parley.listening().getFirst().port()), nick);
    }

    private Path backup(String name) {
        return folder.resolve("data").resolve("backups").resolve(name);
    }

    private int restore(String name) throws InterruptedException {
        return admin("restore", backup(name).toString(), "--yes", "--config=" + emptyConfig());
    }

    private Path emptyConfig() {
        try {
            return Files.writeString(folder.resolve("empty.yaml"), "");
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void putsBackWhatWasThereWhenItWasCopied() throws Exception {
        try (WireClient ana = client("ana").createAccount("a good password")) {
            ana.say("#lobby", "before");
            assertThat(admin("backup", "--name", "monday")).isZero();
            assertThat(out())
                    .startsWith("Made the backup monday:\n")
                    .contains("rooms.db")
                    .contains("accounts.db");
            ana.say("#lobby", "after");
        }
        assertThat(admin("accounts", "create", "later")).isZero();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(backup("monday").resolve("accounts.db"))))
                .isEqualTo("rw-------");

        parley.stop().get(60, TimeUnit.SECONDS);
        assertThat(restore("monday")).isZero();
        assertThat(out()).contains("kept  ").contains("put   ").contains("Restored; ");

        startServer();
        try (WireClient ana = client("ana").signIn("a good password")) {
            assertThat(ana.history("#lobby"))
                    .extracting(message -> message.text())
                    .containsExactly("before");
            ana.say("#lobby", "again");
        }
        assertThat(admin("accounts", "show", "later")).isEqualTo(3);
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("accounts.db.before-"))
                    .anyMatch(name -> name.startsWith("rooms.db.before-"))
                    .noneMatch(name -> name.contains("restoring"));
        }
    }

    @Test
    void overwritesNoBackup() throws Exception {
        assertThat(admin("backup", "--name", "monday")).isZero();
        assertThat(admin("backup", "--name", "monday")).isEqualTo(3);
        assertThat(err()).isEqualTo("parley: There is a backup called monday already.\n");
        assertThat(admin("backup", "--name", "../monday")).isEqualTo(3);
        assertThat(admin("backup", "--json")).isZero();
        assertThat(new JsonObject(out()).getString("name")).matches("\\d{8}T\\d{6}Z");
    }

    @Test
    void restoresNothingIntoARunningServer() throws Exception {
        assertThat(admin("backup", "--name", "monday")).isZero();
        try (DataFolder held = DataFolder.take(folder.resolve("data"), Role.UP)) {
            assertThat(restore("monday")).isEqualTo(1);
            assertThat(err())
                    .contains("are in use by another Parley server")
                    .contains(held.path().toString());
        }
    }

    @Test
    void restoresNothingThatIsOfNoUse() throws Exception {
        assertThat(admin("backup", "--name", "damaged")).isZero();
        parley.stop().get(60, TimeUnit.SECONDS);
        byte[] before = Files.readAllBytes(folder.resolve("data").resolve("accounts.db"));

        assertThat(restore("missing")).isEqualTo(1);
        assertThat(err()).contains("rooms.db' is not there; nothing was changed");

        Path rooms = backup("damaged").resolve("rooms.db");
        Path accounts = backup("damaged").resolve("accounts.db");
        byte[] good = Files.readAllBytes(accounts);
        Files.copy(rooms, accounts, StandardCopyOption.REPLACE_EXISTING);
        assertThat(restore("damaged")).isEqualTo(1);
        assertThat(err()).contains("accounts.db' is no database of Parley's accounts; nothing was changed");

        Files.write(accounts, good);
        try (RandomAccessFile file = new RandomAccessFile(rooms.toFile(), "rw")) {
            file.seek(4_096);
            file.write(new byte[20_000]);
        }
        assertThat(restore("damaged")).isEqualTo(1);
        assertThat(err()).contains("rooms.db' ").contains("; nothing was changed");
        assertThat(Files.readAllBytes(folder.resolve("data").resolve("accounts.db")))
                .isEqualTo(before);
    }
}
