package chat.parley.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.server.config.ConfigReader;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is asked of the server as a whole. */
@Timeout(300)
class ServerCommandTest extends AdminRig {
    @Test
    void tellsHowMuchThereIs() throws Exception {
        assertThat(admin("accounts", "create", "ana")).isZero();

        assertThat(admin("statistics")).isZero();
        assertThat(out())
                .contains("accounts       1\n")
                .contains("people here    0\n")
                .contains("messages       0 since 20");
        assertThat(admin("statistics", "--json")).isZero();
        assertThat(new JsonObject(out()).getJsonArray("processes")).hasSize(1);
    }

    @Test
    void searchesTheLogAndWritesThatDown() throws Exception {
        assertThat(admin("accounts", "create", "ana")).isZero();
        assertThat(admin("accounts", "create", "bob")).isZero();

        await().atMost(60, TimeUnit.SECONDS).until(() -> {
            assertThat(admin("audit", "made the account", "--name", "ana", "--from", "1h"))
                    .isZero();
            return out().lines().count() == 1;
        });
        assertThat(out()).contains("made the account ana").doesNotContain("bob");
        assertThat(admin("audit", "--to", "2020-01-01")).isZero();
        assertThat(out()).isEmpty();
        assertThat(admin("audit", "--from", "yesterday")).isEqualTo(2);
        assertThat(admin("audit", "--limit", "0")).isEqualTo(3);
        assertThat(auditLog()).contains(": searched the log for the name 'ana' for 'made the account'");
    }

    @Test
    void looksAtTheConfigurationWhenAsked() throws Exception {
        assertThat(admin("reload")).isEqualTo(1);
        assertThat(err()).contains("has no configuration file");

        Path file = Files.writeString(folder.resolve("parley.yaml"), "server: {motd: one}");
        ConfigReader reader = new ConfigReader(file, Map.of(), List.of());
        parley.watch(reader, reader.read());
        assertThat(admin("reload")).isZero();
        assertThat(out()).isEqualTo("Nothing has changed.\n");

        Files.writeString(file, "server: {motd: two, network: Other}");
        assertThat(admin("reload")).isZero();
        assertThat(out()).contains("needs a restart: server.network\n");
        Files.writeString(file, "server: [broken");
        assertThat(admin("reload")).isZero();
        assertThat(out()).startsWith("not used: " + file);
    }
}
