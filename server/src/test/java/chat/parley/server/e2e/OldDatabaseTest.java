package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.WireClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A user table of the system that Parley descends from. */
class OldDatabaseTest {

    @Test
    void oldPeopleSignInWithTheirOldPasswordsAndTheStoredValueIsUpgraded() throws IOException, SQLException {
        try (ServerProcess server = ServerProcess.setup().server()) {
            Path file = server.folder().resolve("data/accounts.db");
            oldTable(file, "alice", "old-password-1", "bob", "old-password-2");
            server.start();

            try (WireClient alice = server.client("alice").signIn("old-password-1");
                    WireClient again = server.client("alice").signInWithScram("old-password-1")) {
                again.sync();
                alice.say("#lobby", "I am back");
                assertThat(again.syncMessages()).extracting("text").containsExactly("I am back");
            }
            try (WireClient bob = server.client("bob").begin()) {
                assertThat(bob.authenticatePlain("old-password-1").command()).isEqualTo("904");
            }
            server.terminate();

            assertThat(UserTable.of(server).row("alice"))
                    .containsEntry("FirstName", "First alice")
                    .containsEntry("LastName", "Last")
                    .hasEntrySatisfying("Password", value -> assertThat(value).startsWith("SCRAM-SHA-256$"));
            assertThat(bytes(file)).doesNotContain(hex("old-password-1"), hex("old-password-2"));
            assertThat(backups(file))
                    .singleElement()
                    .satisfies(backup -> assertThat(bytes(backup)).contains(hex("old-password-1")));
        }
    }

    @Test
    void aBareHexIsNoPasswordItself() throws IOException, SQLException {
        try (ServerProcess server = ServerProcess.setup().server()) {
            oldTable(server.folder().resolve("data/accounts.db"), "alice", "old-password-1");
            server.start();
            try (WireClient thief = server.client("alice").begin()) {
                assertThat(thief.authenticatePlain(hex("old-password-1")).command())
                        .isEqualTo("904");
            }
            backups(server.folder().resolve("data/accounts.db")).forEach(OldDatabaseTest::delete);
        }
    }

    @Test
    void namesThatAreNoNicksSignInByTheirOldNames() throws IOException, SQLException {
        try (ServerProcess server = ServerProcess.setup().server()) {
            oldTable(
                    server.folder().resolve("data/accounts.db"),
                    "Jörg Müller",
                    "old-password-1",
                    "Carol",
                    "old-password-2",
                    "carol",
                    "old-password-3");
            server.start();
            try (WireClient joerg = server.client("x1").account("Jörg Müller").signIn("old-password-1");
                    WireClient upper = server.client("x2").account("Carol").signIn("old-password-2");
                    WireClient lower = server.client("x3").account("carol").signIn("old-password-3")) {
                joerg.sync();
                upper.sync();
                String joergsNick = joerg.say("#lobby", "hello").from();
                String upperNick = upper.say("#lobby", "hello").from();
                String lowerNick = lower.say("#lobby", "hello").from();
                assertThat(joergsNick).isEqualTo("Jorg_Muller");
                assertThat(upperNick).isNotEqualToIgnoringCase(lowerNick);
                assertThat(lower.say("#lobby", "again").from()).isEqualTo(lowerNick);
            }
        }
    }

    private static void oldTable(Path file, String... namesAndPasswords) throws IOException, SQLException {
        Files.createDirectories(file.getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (username TEXT, FirstName TEXT, LastName TEXT, Password TEXT)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO users VALUES (?, ?, ?, ?)")) {
                for (int i = 0; i < namesAndPasswords.length; i += 2) {
                    insert.setString(1, namesAndPasswords[i]);
                    insert.setString(2, "First " + namesAndPasswords[i]);
                    insert.setString(3, "Last");
                    insert.setString(4, hex(namesAndPasswords[i + 1]));
                    insert.execute();
                }
            }
        }
    }

    private static List<Path> backups(Path file) throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.filter(one -> one.getFileName().toString().startsWith("accounts.db.before-parley-"))
                    .toList();
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String bytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String hex(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
