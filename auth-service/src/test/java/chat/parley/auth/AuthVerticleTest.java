package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest.AbortSasl;
import chat.parley.contracts.account.AccountRequest.BeginSasl;
import chat.parley.contracts.account.AccountRequest.FindAccount;
import chat.parley.contracts.account.SaslStep;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import com.ongres.scram.common.exception.ScramException;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthVerticleTest extends RunningAuth {
    @Test
    void signsInWhoHasJustRegistered() throws ScramException {
        Account ada = auth.register("Ada", "correct horse");
        assertThat(auth.signIn("ada", "correct horse")).isEqualTo(ada);
        assertThat(auth.signInWithScram("ada", "correct horse")).isEqualTo(ada);
        assertThat(ada.nick().value()).isEqualTo("Ada");
    }

    @Test
    void answersAWrongNameAndAWrongPasswordAlike() throws ScramException {
        auth.register("Ada", "correct horse");
        Failure wrongPassword = auth.refusedSignIn("Ada", "wrong", AuthRig.ADDRESS);
        assertThat(wrongPassword).isInstanceOf(Failure.Denied.class);
        assertThat(auth.refusedSignIn("Bob", "wrong", AuthRig.ADDRESS)).isEqualTo(wrongPassword);
        assertThat(auth.refusedScram("Ada", "wrong")).isEqualTo(wrongPassword);
        assertThat(auth.refusedScram("Bob", "wrong")).isEqualTo(wrongPassword);
    }

    @Test
    void keepsAccountsOverARestart(Vertx vertx) throws ScramException {
        Account ada = auth.register("Ada", "correct horse");
        restart(vertx);
        assertThat(auth.signInWithScram("Ada", "correct horse")).isEqualTo(ada);
    }

    @Test
    void keepsAFalseSaltOverARestart(Vertx vertx) {
        String before = saltOfUnknownName();
        restart(vertx);
        assertThat(saltOfUnknownName()).isEqualTo(before);
    }

    private String saltOfUnknownName() {
        long exchange = auth.begin("SCRAM-SHA-256", AuthRig.ADDRESS);
        String serverFirst = AuthRig.text(auth.ask(AuthRig.message(exchange, "n,,n=nobody7,r=abc")));
        auth.ask(new AbortSasl(exchange));
        return serverFirst.split(",", -1)[1];
    }

    @Test
    void refusesANameThatIsTakenInOtherCapitals() {
        auth.register("Ada", "correct horse");
        assertThat(auth.refused(AuthRig.registration("aDA", "other", AuthRig.ADDRESS)))
                .isInstanceOfSatisfying(
                        Failure.Rejected.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.ACCOUNT_EXISTS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "9lives", "NickServ", "nickserv", "#lobby", "a\nb", "naïve"})
    void refusesNamesThatNoAccountMayHave(String name) {
        assertThat(auth.refused(AuthRig.registration(name, "correct horse", AuthRig.ADDRESS)))
                .isInstanceOfSatisfying(
                        Failure.Rejected.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.BAD_ACCOUNT_NAME));
    }

    @Test
    void refusesPasswordsThatAreEmptyOrTooLong() {
        for (String password : new String[] {"", "x".repeat(301), "x".repeat(1 << 20)}) {
            assertThat(auth.refused(AuthRig.registration("Ada", password, AuthRig.ADDRESS)))
                    .isInstanceOfSatisfying(
                            Failure.Rejected.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Reason.WEAK_PASSWORD));
        }
        auth.register("Ada", "x".repeat(300));
    }

    @Test
    void offersNoOtherMechanism() {
        assertThat(auth.refused(new BeginSasl("EXTERNAL", AuthRig.ADDRESS)))
                .isInstanceOfSatisfying(
                        Failure.Rejected.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.SASL_MECHANISM));
    }

    @Test
    void forgetsAnExchangeThatWasAborted() {
        auth.register("Ada", "correct horse");
        long exchange = auth.begin("PLAIN", AuthRig.ADDRESS);
        auth.ask(new AbortSasl(exchange));
        assertThat(auth.refused(AuthRig.plain(exchange, "Ada", "correct horse")))
                .isInstanceOfSatisfying(
                        Failure.Rejected.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.SASL_ABORTED));
    }

    @Test
    void forgetsAnExchangeThatWaitsForLongerThanAMinute() {
        auth.register("Ada", "correct horse");
        long exchange = auth.begin("PLAIN", AuthRig.ADDRESS);
        auth.nowMillis.addAndGet(60_000);
        assertThat(auth.refused(AuthRig.plain(exchange, "Ada", "correct horse")))
                .isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void findsAnAccountByNameInAnyCapitals() {
        Account ada = auth.register("Ada", "correct horse");
        assertThat(auth.ask(new FindAccount("ADA"))).contains(ada);
        assertThat(auth.ask(new FindAccount("Bob"))).isEmpty();
    }

    @Test
    void slowsDownAnAddressThatFailsAgainAndAgain() {
        auth.register("Ada", "correct horse");
        for (int i = 0; i < 5; i++) {
            auth.refusedSignIn("Ada", "guess" + i, "198.51.100.1");
        }
        assertThat(auth.refused(new BeginSasl("PLAIN", "198.51.100.1")))
                .isInstanceOfSatisfying(Failure.Denied.class, failure -> {
                    assertThat(failure.reason()).isEqualTo(Reason.TOO_MANY_ATTEMPTS);
                    assertThat(failure.text()).contains("5 seconds");
                });
        auth.signIn("Ada", "correct horse");
        auth.nowMillis.addAndGet(5_000);
        auth.begin("PLAIN", "198.51.100.1");
    }

    @Test
    void countsAMistypedPasswordOnceThoughItIsTriedInBothWays() throws ScramException {
        auth.register("Ada", "correct horse");
        for (int i = 0; i < 4; i++) {
            auth.refusedScram("Ada", "guess" + i);
            auth.refusedSignIn("Ada", "guess" + i, AuthRig.ADDRESS);
        }

        assertThat(auth.signIn("Ada", "correct horse").name()).isEqualTo("Ada");
    }

    @Test
    void derivesFewKeysForOneThatGuessesManyTimesAtOnce() {
        List<Long> exchanges = IntStream.range(0, 60)
                .mapToObj(_exchange -> auth.begin("PLAIN", "198.51.100.1"))
                .toList();
        List<Failure> refusals = auth.refusedTogether(exchanges.stream()
                .map(exchange -> AuthRig.plain(exchange, "Ada", "guess" + exchange))
                .toList());
        assertThat(refusals).hasSize(60).allMatch(Failure.Denied.class::isInstance);
        assertThat(auth.derivations())
                .isLessThanOrEqualTo(5 + Runtime.getRuntime().availableProcessors());
    }

    @Test
    void letsManyInWhoComeTogether() {
        for (int i = 0; i < 10; i++) {
            auth.ask(AuthRig.registration("user" + i, "password" + i, "192.0.2." + i));
        }
        List<Account> accounts = auth
                .askTogether(IntStream.range(0, 10)
                        .mapToObj(i -> AuthRig.plain(auth.begin("PLAIN", AuthRig.ADDRESS), "user" + i, "password" + i))
                        .toList())
                .stream()
                .map(step -> ((SaslStep.SignedIn) step).account())
                .toList();
        assertThat(accounts)
                .extracting(Account::name)
                .containsExactly(
                        "user0", "user1", "user2", "user3", "user4", "user5", "user6", "user7", "user8", "user9");
    }

    @Test
    void writesToTheLogWhoCameAndWhoFailed() {
        auth.register("Ada", "correct horse");
        auth.signIn("ada", "correct horse");
        auth.refusedSignIn("Bob", "wrong", AuthRig.ADDRESS);
        assertThat(auth.log)
                .containsExactly(
                        new AuditEvent.UserCreated("Ada", AuthRig.ADDRESS),
                        new AuditEvent.SignedIn("Ada", "PLAIN", AuthRig.ADDRESS),
                        new AuditEvent.SignInFailed("Bob", AuthRig.ADDRESS, "wrong name or password"));
    }
}
