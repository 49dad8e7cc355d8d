package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest.BeginSasl;
import chat.parley.contracts.account.AccountRequest.ChangePassword;
import chat.parley.contracts.account.AccountRequest.CheckPassword;
import chat.parley.contracts.account.AccountRequest.DeleteAccount;
import chat.parley.contracts.account.AccountRequest.FindAccount;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import com.ongres.scram.common.exception.ScramException;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountCareTest extends RunningAuth {
    private Account ada;

    @BeforeEach
    void begin() {
        ada = auth.register("Ada", "correct horse");
    }

    private static ChangePassword change(String old, String replacement) {
        return new ChangePassword("Ada", AuthRig.secret(old), AuthRig.secret(replacement), AuthRig.ADDRESS);
    }

    private static DeleteAccount delete(String password) {
        return new DeleteAccount("Ada", AuthRig.secret(password), AuthRig.ADDRESS);
    }

    @Test
    void changesAPassword(Vertx vertx) throws ScramException {
        assertThat(auth.ask(change("correct horse", "battery staple"))).isTrue();
        assertThat(auth.signIn("Ada", "battery staple")).isEqualTo(ada);
        assertThat(auth.refusedSignIn("Ada", "correct horse", AuthRig.ADDRESS)).isInstanceOf(Failure.Denied.class);
        restart(vertx);
        assertThat(auth.signInWithScram("Ada", "battery staple")).isEqualTo(ada);
    }

    @Test
    void changesNothingForWhoDoesNotKnowTheOldOne() {
        assertThat(auth.refused(change("wrong", "battery staple")))
                .isEqualTo(new Failure.Denied(Reason.BAD_CREDENTIALS, "Wrong password."));
        assertThat(auth.refused(change("correct horse", "")))
                .isInstanceOfSatisfying(
                        Failure.Rejected.class,
                        weak -> assertThat(weak.reason()).isEqualTo(Reason.WEAK_PASSWORD));
        assertThat(auth.signIn("Ada", "correct horse")).isEqualTo(ada);
    }

    @Test
    void slowsGuessingDownTogetherWithThatOfSignIns() {
        for (int i = 0; i < 6; i++) {
            auth.refused(new CheckPassword("Ada", AuthRig.secret("guess" + i), AuthRig.ADDRESS));
        }
        assertThat(auth.refused(new BeginSasl("PLAIN", AuthRig.ADDRESS)))
                .isInstanceOfSatisfying(
                        Failure.Denied.class,
                        denied -> assertThat(denied.reason()).isEqualTo(Reason.TOO_MANY_ATTEMPTS));
    }

    @Test
    void deletesAnAccountAndGivesItsNameToAnotherOne() {
        assertThat(auth.refused(delete("wrong"))).isInstanceOf(Failure.Denied.class);
        assertThat(auth.ask(delete("correct horse"))).isTrue();
        assertThat(auth.ask(new FindAccount("Ada"))).isEmpty();
        assertThat(auth.refusedSignIn("Ada", "correct horse", AuthRig.ADDRESS)).isInstanceOf(Failure.Denied.class);
        Account another = auth.register("ada", "new");
        assertThat(another.id()).isNotEqualTo(ada.id());
    }
}
