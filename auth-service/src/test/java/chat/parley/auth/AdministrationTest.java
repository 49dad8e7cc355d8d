package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountDetails;
import chat.parley.contracts.account.AccountRequest.ChangePassword;
import chat.parley.contracts.account.AccountRequest.CountAccounts;
import chat.parley.contracts.account.AccountRequest.CreateAccount;
import chat.parley.contracts.account.AccountRequest.DescribeAccount;
import chat.parley.contracts.account.AccountRequest.FindAccount;
import chat.parley.contracts.account.AccountRequest.ListAccounts;
import chat.parley.contracts.account.AccountRequest.RemoveAccount;
import chat.parley.contracts.account.AccountRequest.SetPassword;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import com.ongres.scram.common.exception.ScramException;
import org.junit.jupiter.api.Test;

class AdministrationTest extends RunningAuth {
    private static CreateAccount creation(String name, String password) {
        return new CreateAccount(name, "Ada", "Lovelace", "ada@example.org", AuthRig.secret(password), 0);
    }

    private static Reason reason(Failure failure) {
        if (failure instanceof Failure.Rejected rejected) {
            return rejected.reason();
        }
        throw new AssertionError("not rejected: " + failure);
    }

    @Test
    void makesAnAccountThatIsUsableAtOnce() {
        Account ada = auth.ask(creation("Ada", "correct horse"));
        assertThat(auth.signIn("Ada", "correct horse")).isEqualTo(ada);
        assertThat(auth.log).contains(new AuditEvent.UserCreated("Ada", "the server's administration"));
    }

    @Test
    void makesNoAccountThatCannotBe() {
        auth.ask(creation("Ada", "correct horse"));
        assertThat(reason(auth.refused(creation("ADA", "x")))).isEqualTo(Reason.ACCOUNT_EXISTS);
        assertThat(reason(auth.refused(creation("not a name", "x")))).isEqualTo(Reason.BAD_ACCOUNT_NAME);
        assertThat(reason(auth.refused(creation("Bob", "")))).isEqualTo(Reason.WEAK_PASSWORD);
    }

    @Test
    void setsAPasswordInThePlaceOfOneThatIsForgotten() throws ScramException {
        Account ada = auth.register("Ada", "forgotten");
        assertThat(auth.ask(new SetPassword("ada", AuthRig.secret("battery staple"), 0)))
                .isEqualTo(ada);
        assertThat(auth.signInWithScram("Ada", "battery staple")).isEqualTo(ada);
        assertThat(auth.refusedSignIn("Ada", "forgotten", AuthRig.ADDRESS)).isInstanceOf(Failure.Denied.class);
    }

    @Test
    void letsAPasswordEndUnlessItIsChangedBefore() throws ScramException {
        Account ada = auth.register("Ada", "forgotten");
        auth.ask(new SetPassword("Ada", AuthRig.secret("for now"), System.currentTimeMillis() + 3_600_000));
        assertThat(auth.signIn("Ada", "for now")).isEqualTo(ada);
        auth.ask(new ChangePassword("Ada", AuthRig.secret("for now"), AuthRig.secret("my own"), AuthRig.ADDRESS));
        assertThat(details("Ada").passwordUntilMillis()).isZero();

        auth.ask(new SetPassword("Ada", AuthRig.secret("too late"), System.currentTimeMillis() - 1));
        assertThat(auth.refusedSignIn("Ada", "too late", AuthRig.ADDRESS)).isInstanceOf(Failure.Denied.class);
        assertThat(auth.refusedScram("Ada", "too late")).isInstanceOf(Failure.Denied.class);
        assertThat(details("Ada").hasPassword()).isFalse();
    }

    @Test
    void refusesPasswordsForNobody() {
        assertThat(reason(auth.refused(new SetPassword("Ada", AuthRig.secret("x"), 0))))
                .isEqualTo(Reason.NO_SUCH_ACCOUNT);
    }

    @Test
    void listsAndCountsAccounts() {
        auth.register("Ada", "x");
        auth.register("Bob", "x");
        assertThat(auth.ask(new ListAccounts("A", "", 5_000)))
                .extracting(details -> details.account().name())
                .containsExactly("Ada");
        assertThat(auth.ask(new CountAccounts())).isEqualTo(2);
    }

    @Test
    void deletesTheAccountThatIsMeant() {
        Account ada = auth.register("Ada", "x");
        assertThat(auth.ask(new RemoveAccount(ada.id()))).isTrue();
        assertThat(auth.ask(new RemoveAccount(ada.id()))).isFalse();
        assertThat(auth.ask(new FindAccount("Ada"))).isEmpty();
    }

    private AccountDetails details(String name) {
        return auth.ask(new DescribeAccount(name)).orElseThrow();
    }
}
