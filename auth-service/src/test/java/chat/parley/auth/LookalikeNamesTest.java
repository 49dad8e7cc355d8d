package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest.CreateAccount;
import chat.parley.contracts.account.AccountRequest.DeleteAccount;
import chat.parley.contracts.account.AccountRequest.FindReserver;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.protocol.name.Nickname;
import chat.parley.testkit.names.FewLookalikes;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Accounts with names beyond ASCII, of which none can be mistaken for another's. */
@ExtendWith(VertxExtension.class)
class LookalikeNamesTest {
    private static final String LATIN = "coco";
    private static final String CYRILLIC = "\u0441\u043E\u0441\u043E";

    @TempDir
    private Path folder;

    private AuthRig auth;

    @BeforeEach
    void start(Vertx vertx) {
        auth = new AuthRig(vertx).start(AuthRig.config(folder), new FewLookalikes());
    }

    private Failure refused(String name) {
        return auth.refused(AuthRig.registration(name, "correct horse", AuthRig.ADDRESS));
    }

    private static void looksAlike(Failure failure) {
        assertThat(failure).isInstanceOfSatisfying(Failure.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.NAME_LOOKS_ALIKE);
            assertThat(rejected.text()).contains("looks like the name of another account");
        });
    }

    @Test
    void signsPeopleInUnderANameInAnyCapitals() throws Exception {
        Account zoya = auth.register("Зоя", "correct horse");

        assertThat(zoya.nick().value()).isEqualTo("Зоя");
        assertThat(auth.signIn("ЗОЯ", "correct horse")).isEqualTo(zoya);
        assertThat(auth.signInWithScram("зоя", "correct horse")).isEqualTo(zoya);
        assertThat(refused("зоя"))
                .isInstanceOfSatisfying(
                        Failure.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.ACCOUNT_EXISTS));
    }

    @Test
    void refusesANameThatLooksLikeAnotherAccounts() {
        auth.register(LATIN, "correct horse");

        looksAlike(refused(CYRILLIC));
        looksAlike(auth.refused(new CreateAccount(CYRILLIC, "", "", null, AuthRig.secret("correct horse"), 0)));
    }

    @Test
    void knowsTheAccountsOfBeforeTheStart(Vertx vertx) {
        auth.register(LATIN, "correct horse");
        auth.stop();
        auth = new AuthRig(vertx).start(AuthRig.config(folder), new FewLookalikes());

        looksAlike(refused(CYRILLIC));
    }

    @Test
    void makesOneOfTwoThatAreAskedForTogether() {
        List<Failure> failures = auth.failuresTogether(List.of(
                AuthRig.registration(LATIN, "correct horse", AuthRig.ADDRESS),
                AuthRig.registration(CYRILLIC, "correct horse", AuthRig.ADDRESS)));

        assertThat(failures).hasSize(1);
        looksAlike(failures.getFirst());
    }

    @Test
    void freesTheLookOfANameWithTheAccount() {
        auth.register(LATIN, "correct horse");
        auth.ask(new DeleteAccount(LATIN, AuthRig.secret("correct horse"), AuthRig.ADDRESS));

        assertThat(auth.register(CYRILLIC, "correct horse").name()).isEqualTo(CYRILLIC);
        looksAlike(refused(LATIN));
    }

    @Test
    void reservesForAnAccountWhatLooksLikeItsName() {
        Account coco = auth.register(LATIN, "correct horse");

        assertThat(auth.ask(new FindReserver(new Nickname(CYRILLIC)))).contains(coco);
        assertThat(auth.ask(new FindReserver(new Nickname("COCO")))).contains(coco);
        assertThat(auth.ask(new FindReserver(new Nickname("bob")))).isEmpty();
    }

    @Test
    void takesAsciiNamesAloneUnlessToldOtherwise(Vertx vertx, @TempDir Path other) {
        AuthRig ascii = new AuthRig(vertx);
        auth.stop();
        ascii.start(AuthRig.config(other));

        assertThat(ascii.refused(AuthRig.registration("зоя", "correct horse", AuthRig.ADDRESS)))
                .isInstanceOfSatisfying(
                        Failure.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.BAD_ACCOUNT_NAME));
        ascii.stop();
    }
}
