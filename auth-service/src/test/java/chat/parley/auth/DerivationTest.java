package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.contracts.failure.Failure;
import com.ongres.scram.common.exception.ScramException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What a sign-in costs: nobody may learn from its time which part of it was wrong, and who comes back costs nothing. */
class DerivationTest extends AuthTest {
    @Test
    void costsTheSameForAnUnknownNameAndAWrongPassword() {
        start();
        auth.register("Ada", "correct horse");
        assertThat(costOfRefusedSignIn("Ada")).isEqualTo(1);
        assertThat(costOfRefusedSignIn("Bob")).isEqualTo(1);
        assertThat(costOfRefusedSignIn("name that never was")).isEqualTo(1);
    }

    @Test
    void costsTheSameForAccountsOfTheSystemBefore() throws SQLException {
        try (LegacyDatabase old = new LegacyDatabase(folder.resolve("accounts.db"))) {
            old.user("Ada", "correct horse").row("Eve", "not a hash");
        }
        start();
        await().until(() -> auth.derivations() == 1); // Ada's hex is wrapped
        assertThat(costOfRefusedSignIn("Ada")).isEqualTo(1);
        assertThat(costOfRefusedSignIn("Eve")).isEqualTo(1);
    }

    @Test
    void costsNothingForThoseWhoComeBack() {
        start();
        auth.register("Ada", "correct horse");
        long before = auth.derivations();
        auth.signIn("Ada", "correct horse");
        auth.signIn("ADA", "correct horse");
        assertThat(auth.derivations()).isEqualTo(before);
    }

    @Test
    void costsADerivationAgainWhenTheMemoryHasExpired() {
        start();
        auth.register("Ada", "correct horse");
        auth.nowMillis.addAndGet(3_600_000);
        long before = auth.derivations();
        auth.signIn("Ada", "correct horse");
        auth.signIn("Ada", "correct horse");
        assertThat(auth.derivations()).isEqualTo(before + 1);
    }

    @Test
    void costsScramNothing() throws ScramException {
        start();
        auth.register("Ada", "correct horse");
        long before = auth.derivations();
        auth.signInWithScram("Ada", "correct horse");
        auth.refusedScram("Ada", "wrong");
        auth.refusedScram("Bob", "wrong");
        assertThat(auth.derivations()).isEqualTo(before);
    }

    @Test
    void rememberedPasswordsDoNotHelpAWrongOne() {
        start();
        auth.register("Ada", "correct horse");
        auth.signIn("Ada", "correct horse");
        assertThat(costOfRefusedSignIn("Ada")).isEqualTo(1);
    }

    private void start() {
        auth.start(AuthRig.config(folder));
    }

    private long costOfRefusedSignIn(String name) {
        long before = auth.derivations();
        assertThat(auth.refusedSignIn(name, "wrong", AuthRig.ADDRESS)).isInstanceOf(Failure.Denied.class);
        return auth.derivations() - before;
    }
}
