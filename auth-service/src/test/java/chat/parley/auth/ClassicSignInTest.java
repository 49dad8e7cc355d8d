package chat.parley.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest.ChangePassword;
import chat.parley.contracts.account.AccountRequest.RegisterClassic;
import chat.parley.contracts.account.AccountRequest.SignInClassic;
import chat.parley.contracts.account.Secret;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** People whose clients send the hex of their password in its place. */
class ClassicSignInTest extends AuthTest {
    @Test
    void registersAndSignsInByTheHex() throws Exception {
        start(true);
        Account ada = auth.ask(registration("ada", hex("secret")));

        assertThat(ada.firstName()).isEqualTo("Ada");
        assertThat(auth.ask(signIn("ADA", hex("secret").toUpperCase(Locale.ROOT))))
                .isEqualTo(ada);
        assertThat(auth.log).contains(new AuditEvent.SignedIn("ada", "classic", AuthRig.ADDRESS));
    }

    @Test
    void hasNothingButTheHexUntilTheFirstPlain() throws Exception {
        start(true);
        auth.ask(registration("ada", hex("secret")));

        assertThat(auth.refusedSignIn("ada", hex("secret"), AuthRig.ADDRESS)).isInstanceOf(Failure.Denied.class);
        auth.signIn("ada", "secret");

        auth.signInWithScram("ada", "secret");
        auth.ask(signIn("ada", hex("secret")));
    }

    @Test
    void knowsTheHexOfAccountsThatWereMadeOtherwise() throws Exception {
        start(true);
        auth.register("ada", "secret");
        auth.ask(signIn("ada", hex("secret")));

        auth.ask(new ChangePassword("ada", secret("secret"), secret("other"), AuthRig.ADDRESS));

        assertThat(reason(signIn("ada", hex("secret")))).isEqualTo(Reason.BAD_CREDENTIALS);
        auth.ask(signIn("ada", hex("other")));
    }

    @Test
    void learnsTheHexOfOthersWhenTheySignIn() throws Exception {
        start(false);
        auth.register("ada", "secret");
        auth.stop();
        start(true);
        assertThat(reason(signIn("ada", hex("secret")))).isEqualTo(Reason.BAD_CREDENTIALS);

        auth.signIn("ada", "secret");

        auth.ask(signIn("ada", hex("secret")));
    }

    @Test
    void keepsNoHexesWithoutAListenerForThem() throws Exception {
        start(true);
        auth.register("ada", "secret");
        auth.ask(registration("eve", hex("evening")));
        auth.stop();

        start(false);

        assertThat(reason(signIn("ada", hex("secret")))).isEqualTo(Reason.BAD_CREDENTIALS);
        auth.signIn("eve", "evening");
        auth.stop();
        start(true);
        assertThat(reason(signIn("ada", hex("secret")))).isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(reason(signIn("eve", hex("evening")))).isEqualTo(Reason.BAD_CREDENTIALS);
    }

    @Test
    void makesNoAccountsWithoutAListenerForThem() throws Exception {
        start(false);
        assertThat(reason(registration("ada", hex("secret")))).isEqualTo(Reason.WEAK_PASSWORD);
    }

    @Test
    void signsPeopleOfTheSystemBeforeIn() throws Exception {
        try (LegacyDatabase old = new LegacyDatabase(folder.resolve("accounts.db"))) {
            old.user("bob", "two");
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
        start(true);

        assertThat(auth.ask(signIn("bob", hex("two"))).name()).isEqualTo("bob");
    }

    @Test
    void refusesWhatIsNoHexAndNamesThatAreTakenOrNone() throws Exception {
        start(true);
        auth.register("ada", "secret");

        assertThat(reason(registration("ada", hex("x")))).isEqualTo(Reason.ACCOUNT_EXISTS);
        assertThat(reason(registration("eve", "no hex"))).isEqualTo(Reason.WEAK_PASSWORD);
        assertThat(reason(registration("two words", hex("x")))).isEqualTo(Reason.BAD_ACCOUNT_NAME);
        for (String wrong : List.of("", "secret", hex("secret") + "0", "x".repeat(100_000))) {
            auth.nowMillis.addAndGet(3_600_000);
            assertThat(reason(signIn("ada", wrong))).isEqualTo(Reason.BAD_CREDENTIALS);
        }
    }

    @Test
    void slowsGuessesDown() throws Exception {
        start(true);
        auth.register("ada", "secret");
        for (int i = 0; i < 6; i++) {
            auth.refused(signIn("ada", hex("guess" + i)));
        }

        assertThat(reason(signIn("ada", hex("secret")))).isEqualTo(Reason.TOO_MANY_ATTEMPTS);
    }

    private void start(boolean classic) {
        auth.start(new AuthSettings(folder).legacyVerifiers(classic).build());
    }

    private Reason reason(chat.parley.contracts.account.AccountRequest<?> request) {
        return switch (auth.refused(request)) {
            case Failure.Rejected rejected -> rejected.reason();
            case Failure.Denied denied -> denied.reason();
            case Failure.Unavailable unavailable -> throw new AssertionError(unavailable);
            case Failure.Bug bug -> throw new AssertionError(bug);
        };
    }

    private static RegisterClassic registration(String name, String hex) {
        return new RegisterClassic(name, "Ada", "Lovelace", secret(hex), AuthRig.ADDRESS);
    }

    private static SignInClassic signIn(String name, String hex) {
        return new SignInClassic(name, secret(hex), AuthRig.ADDRESS);
    }

    private static Secret secret(String text) {
        return new Secret(text.getBytes(UTF_8));
    }

    private static String hex(String password) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(password.getBytes(UTF_8)));
    }
}
