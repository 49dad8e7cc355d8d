package chat.parley.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.testkit.wire.Endpoint;
import chat.parley.testkit.wire.WireClient;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ExportCommandTest extends AdminRig {
    private WireClient person(String nick) {
        return WireClient.connect(Endpoint.plain(parley.listening().getFirst().port()), nick)
                .createAccount("a good password");
    }

    @Test
    void writesDownAllThatIsKeptAboutAnAccount() throws Exception {
        try (WireClient ana = person("ana");
                WireClient bob = person("bob")) {
            ana.say("#lobby", "hello \u00e4\u20ac");
            bob.say("#lobby", "not hers");
            ana.say("bob", "psst");
            String certificate = "ab".repeat(32);
            ana.send("PRIVMSG NickServ :CERT ADD " + certificate);
            ana.sync();

            assertThat(admin("accounts", "export", "ana")).isZero();
            JsonObject printed = new JsonObject(out());
            assertThat(printed.getString("name")).isEqualTo("ana");
            assertThat(printed.getJsonArray("sessions")).hasSize(1);
            assertThat(printed.getJsonArray("certificates").getJsonObject(0).getString("fingerprint"))
                    .isEqualTo(certificate);
            assertThat(printed.getJsonArray("rooms").getJsonObject(0).getString("name"))
                    .isEqualTo("#lobby");
            assertThat(printed.getJsonArray("messages").stream()
                            .map(message -> ((JsonObject) message).getString("text")))
                    .containsExactlyInAnyOrder("hello \u00e4\u20ac", "psst");
            assertThat(out()).doesNotContain("SCRAM").doesNotContain("not hers");

            assertThat(admin("accounts", "show", "ana")).isZero();
            assertThat(out()).contains("certificate    " + certificate + ", since 20");

            Path file = folder.resolve("ana.json");
            assertThat(admin("accounts", "export", "ana", "--output", file.toString()))
                    .isZero();
            assertThat(new JsonObject(Files.readString(file)).getJsonArray("messages"))
                    .hasSize(2);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(admin("accounts", "export", "ana", "--output", file.toString()))
                    .isEqualTo(1);
            assertThat(err()).contains("exists already");
            assertThat(admin("accounts", "export", "nobody")).isEqualTo(3);
        }
        assertThat(auditLog()).contains(": exported the account ana");
    }
}
