package chat.parley.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class AccountsCommandTest extends AdminRig {

    @Test
    void looksAfterAnAccountFromItsMakingToItsEnd() throws Exception {
        assertThat(admin("accounts", "create", "ana", "--first-name", "Ana", "--email", "ana@example.org"))
                .isZero();
        assertThat(out()).startsWith("Made the account ana.\npassword: ").contains("/msg NickServ PASSWORD ");

        assertThat(admin("accounts", "show", "ANA")).isZero();
        assertThat(out()).contains("name           ana\n").contains("person         Ana\n");
        assertThat(admin("accounts", "list", "an")).isZero();
        assertThat(out())
                .containsPattern("ana +ana +20[-0-9]+ [:0-9]+Z +until 20[-0-9]+ [:0-9]+Z +ana@example.org")
                .endsWith("\n1 account\n");

        assertThat(admin("accounts", "reset", "ana", "--valid-minutes", "5", "--json"))
                .isZero();
        assertThat(new JsonObject(out()).getString("password")).matches("([a-z2-9]{4}-){3}[a-z2-9]{4}");

        assertThat(adminReading("battery staple\n", "accounts", "password", "ana"))
                .isZero();
        assertThat(out()).isEqualTo("The password of ana is set.\n");

        assertThat(admin("accounts", "delete", "ana")).isEqualTo(2);
        assertThat(err()).contains("takes --yes");
        assertThat(admin("accounts", "delete", "ana", "--yes")).isZero();
        assertThat(admin("accounts", "show", "ana")).isEqualTo(3);
        assertThat(err()).isEqualTo("parley: There is no account ana.\n");

        assertThat(auditLog())
                .contains(": made the account ana")
                .contains(": reset the password of ana")
                .contains(": set the password of ana")
                .contains(": deleted the account ana")
                .doesNotContain("battery staple");
    }

    @Test
    void pagesThroughManyAccounts() throws Exception {
        for (String name : new String[] {"carl", "ana", "bob"}) {
            assertThat(admin("accounts", "create", name)).isZero();
        }
        assertThat(admin("accounts", "list", "--limit", "2")).isZero();
        assertThat(out()).contains("ana").contains("bob").endsWith("\n2 accounts; for more: --after 'bob'\n");
        assertThat(admin("accounts", "list", "--limit", "2", "--after", "bob")).isZero();
        assertThat(out()).contains("carl").doesNotContain("ana");
    }

    @Test
    void saysWhatStandsInTheWay() throws Exception {
        assertThat(admin("accounts", "create", "two words")).isEqualTo(3);
        assertThat(err()).startsWith("parley: The account name ");
        assertThat(admin("accounts", "reset", "nobody")).isEqualTo(3);
        assertThat(adminReading("", "accounts", "password", "nobody")).isEqualTo(2);
        assertThat(admin("accounts")).isEqualTo(2);
        assertThat(admin("accounts", "--help")).isZero();
        assertThat(out()).contains("reset").contains("--json");
        assertThat(admin("accounts", "reset", "--help")).isZero();
        assertThat(out()).contains("--valid-minutes").contains("Exit codes");
    }

    @Test
    void tellsAWrongSecretFromAMissingOne() throws Exception {
        Files.writeString(folder.resolve("other"), "x".repeat(43));
        Files.setPosixFilePermissions(folder.resolve("other"), PosixFilePermissions.fromString("rw-------"));
        assertThat(admin("accounts", "list", "--secret", folder.resolve("other").toString()))
                .isEqualTo(4);
        assertThat(err()).isEqualTo("parley: The secret is missing or wrong.\n");
        assertThat(admin("accounts", "list", "--secret", folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(err()).contains("does not exist; the server makes it when it starts");
    }
}
