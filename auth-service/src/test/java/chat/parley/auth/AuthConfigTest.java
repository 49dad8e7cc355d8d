package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chat.parley.auth.audit.AuditConfig;
import org.junit.jupiter.api.Test;

class AuthConfigTest {

    @Test
    void namesKeyValueBoundAndUnitOfWhatItRefuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuthConfig.defaults("jdbc:sqlite:x.db").withPasswordIterations(1_000))
                .withMessage("accounts.passwordIterations: 1000 is not between 4096 and 10000000 iterations");
    }

    @Test
    void showsNoPasswordOfADatabaseThatItRefuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuthConfig.defaults("jdbc:mysql://ada:secret@host/db?password=secret"))
                .withMessage("database.accounts: 'jdbc:mysql://…@host/db' is not of the form jdbc:sqlite:FILE or"
                        + " postgresql://USER@HOST:PORT/DATABASE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuthConfig.defaults("postgresql://ada:sec/ret@host/db"))
                .withMessageStartingWith("database.accounts: the URL has to be postgresql://USER@HOST:PORT/DATABASE")
                .withMessageNotContaining("ret");
    }

    @Test
    void knowsTheFormatsOfTheLog() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditConfig.Format.of("xml"))
                .withMessage("audit.format: 'xml' is not text or json");
    }
}
