package chat.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.server.start.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path folder;

    @Test
    void makesTheFolderForThisUserAlone() throws Exception {
        Path data = folder.resolve("a/b");
        try (DataFolder taken = DataFolder.take(data)) {
            assertThat(taken.path()).isDirectory();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void refusesASecondServerAndNamesTheFirst() throws Exception {
        try (DataFolder _first = DataFolder.take(folder)) {
            assertThat(_first.path()).isEqualTo(folder);
            assertThatThrownBy(() -> DataFolder.take(folder))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("in use by another Parley server, process "
                            + ProcessHandle.current().pid());
        }
    }

    @Test
    void canBeTakenAgainOnceItWasLeft() throws Exception {
        DataFolder.take(folder).close();

        DataFolder.take(folder).close();
    }

    @Test
    void refusesAFileInTheFoldersPlace() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> DataFolder.take(file))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("server.dataDir")
                .hasMessageContaining("is a file, not a folder");
    }

    @Test
    void refusesAFolderThatCannotBeMade() {
        assertThatThrownBy(() -> DataFolder.take(Path.of("/proc/parley/data")))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("server.dataDir: '/proc/parley");
    }
}
