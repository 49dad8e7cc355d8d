package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.auth.model.Verifier;
import chat.parley.contracts.account.AccountRequest.CheckOperator;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperatorAccessTest extends AuthTest {
    @BeforeEach
    void start() {
        String verifier = Verifier.derive("hidden", new byte[Verifier.SALT_BYTES], AuthRig.CHEAP_ITERATIONS)
                .text();
        auth.start(new AuthSettings(folder)
                .operators(new AuthConfig.Operator("clear", "open"), new AuthConfig.Operator("hashed", verifier))
                .build());
    }

    private static CheckOperator check(String name, String password) {
        return new CheckOperator(name, AuthRig.secret(password), AuthRig.ADDRESS);
    }

    @Test
    void knowsPasswordsInTheClearAndByTheirVerifiers() {
        assertThat(auth.ask(check("clear", "open"))).isTrue();
        assertThat(auth.ask(check("hashed", "hidden"))).isTrue();
    }

    @Test
    void refusesEverythingElseAfterTheSameWork() {
        for (CheckOperator wrong : List.of(
                check("clear", "hidden"), check("hashed", "open"), check("nobody", "open"), check("Clear", "open"))) {
            long before = auth.derivations();
            assertThat(auth.refused(wrong))
                    .isEqualTo(new Failure.Denied(Reason.BAD_CREDENTIALS, "Wrong name or password"));
            assertThat(auth.derivations()).isEqualTo(before + 1);
        }
        assertThat(auth.refused(check("clear", ""))).isInstanceOf(Failure.Denied.class);
    }

    @Test
    void slowsGuessingDown() {
        for (int i = 0; i < 6; i++) {
            auth.refused(check("clear", "guess" + i));
        }
        assertThat(auth.refused(check("clear", "open")))
                .isInstanceOfSatisfying(
                        Failure.Denied.class,
                        denied -> assertThat(denied.reason()).isEqualTo(Reason.TOO_MANY_ATTEMPTS));
    }
}
