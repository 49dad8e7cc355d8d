package chat.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.contracts.status.Role;
import chat.parley.server.start.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path folder;

    @Test
    void makesTheFolderForThisUserAlone() throws Exception {
        Path data = folder.resolve("a/b");
        try (DataFolder taken = DataFolder.take(data, Role.UP)) {
            assertThat(taken.path()).isDirectory();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void refusesASecondServerAndNamesTheFirst() throws Exception {
        try (DataFolder _first = DataFolder.take(folder, Role.UP)) {
            assertThat(_first.path()).isEqualTo(folder);
            assertThatThrownBy(() -> DataFolder.take(folder, Role.UP))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("in use by another Parley server, process "
                            + ProcessHandle.current().pid());
        }
    }

    @Test
    void isSharedByOneForAccountsAndOneForRooms() throws Exception {
        try (DataFolder auth = DataFolder.take(folder, Role.AUTH);
                DataFolder room = DataFolder.take(folder, Role.ROOM);
                DataFolder relay = DataFolder.take(folder, Role.RELAY)) {
            assertThat(List.of(auth.path(), room.path(), relay.path())).containsOnly(folder);
            for (Role second : List.of(Role.AUTH, Role.ROOM, Role.UP)) {
                assertThatThrownBy(() -> DataFolder.take(folder, second))
                        .isInstanceOf(StartException.class)
                        .hasMessageContaining(
                                second == Role.ROOM ? "its rooms are in use by" : "its accounts are in use by");
            }
        }
    }

    @Test
    void leavesNothingLockedWhereTheOtherHalfIsTaken() throws Exception {
        try (DataFolder room = DataFolder.take(folder, Role.ROOM)) {
            assertThat(room.path()).isEqualTo(folder);
            assertThatThrownBy(() -> DataFolder.take(folder, Role.UP)).isInstanceOf(StartException.class);

            DataFolder.take(folder, Role.AUTH).close();
        }
    }

    @Test
    void isLeftAloneByARelay() throws Exception {
        Path data = folder.resolve("data");
        DataFolder.take(data, Role.RELAY).close();

        assertThat(data).doesNotExist();
    }

    @Test
    void canBeTakenAgainOnceItWasLeft() throws Exception {
        DataFolder.take(folder, Role.UP).close();

        DataFolder.take(folder, Role.UP).close();
    }

    @Test
    void refusesAFileInTheFoldersPlace() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> DataFolder.take(file, Role.UP))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("server.dataDir")
                .hasMessageContaining("is a file, not a folder");
    }

    @Test
    void refusesAFolderThatCannotBeMade() {
        assertThatThrownBy(() -> DataFolder.take(Path.of("/proc/parley/data"), Role.UP))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("server.dataDir: '/proc/parley");
    }
}
