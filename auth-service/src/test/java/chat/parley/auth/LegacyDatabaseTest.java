package chat.parley.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountDetails;
import chat.parley.contracts.account.AccountRequest.FindAccount;
import chat.parley.contracts.account.AccountRequest.ListAccounts;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import com.ongres.scram.common.exception.ScramException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A database of the system that Parley descends from is opened as it is, and its people sign in with their old passwords. */
class LegacyDatabaseTest extends AuthTest {
    @Test
    void letsOldUsersInWithTheirOldPasswords() throws SQLException, ScramException {
        try (LegacyDatabase old = old()) {
            old.user("Ada", "correct horse").user("Bob", "Größe 1");
        }
        start();
        assertThat(auth.refusedScram("Ada", "correct horse")).isInstanceOf(Failure.Denied.class);
        Account ada = auth.signIn("Ada", "correct horse");
        assertThat(ada.firstName()).isEqualTo("Ada");
        assertThat(auth.signIn("bob", "Größe 1").name()).isEqualTo("Bob");
        assertThat(auth.refusedSignIn("Ada", "wrong", AuthRig.ADDRESS)).isInstanceOf(Failure.Denied.class);
        assertThat(auth.signInWithScram("Ada", "correct horse")).isEqualTo(ada);
    }

    @Test
    void listsOldUsersPageByPageWhateverTheyAreCalled() throws SQLException {
        List<String> names = List.of("zoe", "Zoe", "ZOE", "\u00c9mile", "anna", "_x", "2fast", "O'Neill");
        try (LegacyDatabase old = old()) {
            for (String name : names) {
                old.user(name, "x");
            }
        }
        start();
        List<String> listed = new ArrayList<>();
        List<AccountDetails> page = auth.ask(new ListAccounts("", "", 1));
        while (!page.isEmpty() && listed.size() <= names.size()) {
            page.forEach(one -> listed.add(one.account().name()));
            page = auth.ask(new ListAccounts("", page.getLast().account().nick().value(), 1));
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void doesNotTakeAStolenHexForAPassword() throws SQLException {
        try (LegacyDatabase old = old()) {
            old.user("Ada", "correct horse");
        }
        start();
        assertThat(auth.refusedSignIn("Ada", LegacyDatabase.hex("correct horse"), AuthRig.ADDRESS))
                .isInstanceOf(Failure.Denied.class);
    }

    @Test
    void upgradesWhoHasSignedIn() throws SQLException {
        try (LegacyDatabase old = old()) {
            old.user("Ada", "correct horse");
        }
        start();
        auth.signIn("Ada", "correct horse");
        assertThat(column("Password", "Ada")).startsWith("SCRAM-SHA-256$4096:");
        assertThat(column("legacy_verifier", "Ada")).isNull();
        assertThat(column("FirstName", "Ada")).isEqualTo("Ada");
        assertThat(column("LastName", "Ada")).isEqualTo("Lovelace");
    }

    @Test
    void keepsTheVerifierOfTheHexWhileOldClientsAreServed() throws SQLException {
        try (LegacyDatabase old = old()) {
            old.user("Ada", "correct horse");
        }
        auth.start(keepingLegacyVerifiers());
        auth.signIn("Ada", "correct horse");
        assertThat(column("Password", "Ada")).startsWith("SCRAM-SHA-256$");
        assertThat(column("legacy_verifier", "Ada")).isNotNull();
    }

    @Test
    void leavesNoHexInTheDatabase() throws SQLException, IOException {
        try (LegacyDatabase old = old()) {
            for (int i = 0; i < 200; i++) {
                old.user("user" + i, "password" + i);
            }
        }
        start();
        await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> {
            for (String name : List.of("accounts.db", "accounts.db-wal")) {
                assertThat(content(name))
                        .doesNotContain(LegacyDatabase.hex("password7"), LegacyDatabase.hex("password199"));
            }
        });
        assertThat(column("legacy_verifier", "user7")).startsWith("SCRAM-SHA-256$4096:");
        auth.signIn("user7", "password7");
    }

    @Test
    void goesOnWrappingWhereItWasStopped() throws SQLException {
        try (LegacyDatabase old = old()) {
            for (int i = 0; i < 300; i++) {
                old.user("user" + i, "password" + i);
            }
        }
        start();
        auth.stop();
        start();
        await().atMost(60, TimeUnit.SECONDS)
                .untilAsserted(
                        () -> assertThat(column("max(legacy_is_bare)", null)).isEqualTo("0"));
        auth.signIn("user299", "password299");
    }

    @Test
    void keepsACopyOfTheOldFileForItsOwnerAlone() throws SQLException, IOException {
        try (LegacyDatabase old = old()) {
            old.user("Ada", "correct horse");
        }
        start();
        List<Path> copies = copies();
        assertThat(copies).hasSize(1);
        assertThat(Files.getPosixFilePermissions(copies.getFirst()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readString(copies.getFirst(), ISO_8859_1)).contains(LegacyDatabase.hex("correct horse"));
        auth.stop();
        start();
        assertThat(copies()).hasSize(1);
    }

    @Test
    void givesNamesThatDoNotFitTheNearestFreeNick() throws SQLException {
        try (LegacyDatabase old = old()) {
            old.user("two words", "one").user("bob", "two").user("Bob", "three").user("José", "four");
        }
        start();
        assertThat(auth.signIn("two words", "one").nick().value()).isEqualTo("two_words");
        assertThat(auth.signIn("bob", "two").nick().value()).isEqualTo("bob");
        assertThat(auth.signIn("Bob", "three").nick().value()).isEqualTo("Bob_2");
        assertThat(auth.signIn("José", "four").nick().value()).isEqualTo("Jose");
        assertThat(auth.ask(new FindAccount("TWO_WORDS"))).isPresent();
    }

    @Test
    void givesNobodyANickThatIsTaken() throws SQLException {
        try (LegacyDatabase old = old()) {
            old.user("two words", "one");
        }
        start();
        assertThat(auth.refused(AuthRig.registration("Two_Words", "mine", AuthRig.ADDRESS)))
                .isInstanceOfSatisfying(
                        Failure.Rejected.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.ACCOUNT_EXISTS));
    }

    @Test
    void leavesOutRowsThatCouldNotSignInAnyway() throws SQLException {
        try (LegacyDatabase old = old()) {
            old.user("Ada", "first").user("Ada", "second").user("", "nobody").row("Eve", "not a hash");
        }
        start();
        auth.signIn("Ada", "first");
        assertThat(auth.refusedSignIn("Eve", "not a hash", AuthRig.ADDRESS)).isInstanceOf(Failure.Denied.class);
        assertThat(column("count(*)", null)).isEqualTo("2");
    }

    private LegacyDatabase old() throws SQLException {
        return new LegacyDatabase(folder.resolve("accounts.db"));
    }

    private void start() {
        auth.start(AuthRig.config(folder));
    }

    private AuthConfig keepingLegacyVerifiers() {
        return new AuthSettings(folder).legacyVerifiers(true).build();
    }

    private String content(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.readString(file, ISO_8859_1) : "";
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains("before-parley"))
                    .toList();
        }
    }

    private @Nullable String column(String column, @Nullable String username) throws SQLException {
        String where = username == null ? "" : " WHERE username = '" + username + "'";
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("accounts.db"));
                ResultSet rows =
                        connection.createStatement().executeQuery("SELECT " + column + " FROM users" + where)) {
            return rows.getString(1);
        }
    }
}
