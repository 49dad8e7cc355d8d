package chat.parley.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.server.start.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminSecretTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("data").resolve("admin.secret");
    }

    @Test
    void isMadeOnceForItsOwnerAlone() throws Exception {
        AdminSecret.Taken made = AdminSecret.take(file());
        AdminSecret.Taken again = AdminSecret.take(file());

        assertThat(made.fresh()).hasSize(43);
        assertThat(again.fresh()).isNull();
        assertThat(again.secret().is(made.fresh())).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(AdminSecret.read(file())).isEqualTo(made.fresh());
    }

    @Test
    void differsEachTime() {
        assertThat(AdminSecret.take(file()).fresh())
                .isNotEqualTo(AdminSecret.take(folder.resolve("other")).fresh());
    }

    @Test
    void isNothingElse() {
        AdminSecret secret = AdminSecret.take(file()).secret();

        assertThat(secret.is("")).isFalse();
        assertThat(secret.is("x".repeat(43))).isFalse();
    }

    @Test
    void isNotTakenFromAFileThatOthersCanRead() throws Exception {
        AdminSecret.take(file());
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> AdminSecret.take(file()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("admin.secret: ")
                .hasMessageContaining("chmod 600 it");
    }

    @Test
    void isNotTakenFromADamagedFile() throws Exception {
        Path file = Files.writeString(folder.resolve("short"), "too short\n");

        assertThatThrownBy(() -> AdminSecret.take(file))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("has to be one word of 32 to 200 characters");
    }

    @Test
    void isFoundOnlyWhereItIs() {
        assertThat(AdminSecret.find(file())).isEmpty();
        assertThat(file()).doesNotExist();

        AdminSecret.take(file());
        String made = AdminSecret.read(file());

        assertThat(AdminSecret.find(file()))
                .hasValueSatisfying(found -> assertThat(found.is(made)).isTrue());
    }

    @Test
    void isAskedForInWordsWhereThereIsNone() {
        assertThatThrownBy(() -> AdminSecret.read(file()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("does not exist; the server makes it when it starts");
    }
}
