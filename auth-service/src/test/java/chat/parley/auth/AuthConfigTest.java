package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chat.parley.auth.audit.AuditConfig;
import org.junit.jupiter.api.Test;

class AuthConfigTest {

    @Test
    void namesKeyValueBoundAndUnitOfWhatItRefuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuthSettings("jdbc:sqlite:x.db")
                        .passwordIterations(1_000)
                        .build())
                .withMessage("accounts.passwordIterations: 1000 is not between 4096 and 10000000 iterations");
    }

    @Test
    void showsNoPasswordOfADatabaseThatItRefuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuthSettings("jdbc:mysql://ada:secret@host/db?password=secret").build())
                .withMessage("database.accounts: 'jdbc:mysql://…@host/db' is not of the form jdbc:sqlite:FILE or"
                        + " postgresql://USER@HOST:PORT/DATABASE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuthSettings("postgresql://ada:sec/ret@host/db").build())
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
