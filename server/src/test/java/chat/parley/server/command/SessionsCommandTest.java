package chat.parley.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.testkit.wire.Endpoint;
import chat.parley.testkit.wire.WireClient;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class SessionsCommandTest extends AdminRig {
    @Override
    String[] further() {
        return new String[] {"accounts.guests=true"};
    }

    private WireClient guest(String nick) {
        return WireClient.connect(Endpoint.plain(parley.listening().getFirst().port()), nick)
                .guest();
    }

    private static String lastWord(WireClient client) {
        return client.expectClosed().getLast().params().getLast();
    }

    @Test
    void listsWhoIsHereAndDisconnectsThem() throws Exception {
        try (WireClient ann = guest("ann");
                WireClient bob = guest("bob")) {
            assertThat(admin("sessions", "list", "--json")).isZero();
            JsonObject first = new JsonObject(out()).getJsonArray("sessions").getJsonObject(0);
            assertThat(first.getString("nick")).isEqualTo("ann");
            assertThat(admin("sessions", "list", "bo")).isZero();
            assertThat(out())
                    .contains("bob")
                    .doesNotContain("ann")
                    .contains("no-TLS")
                    .endsWith("\n1 session\n");

            assertThat(admin("sessions", "disconnect", first.getString("session"), "--reason", "tidying up"))
                    .isZero();
            assertThat(lastWord(ann)).contains("tidying up");
            assertThat(admin("sessions", "disconnect", "BOB")).isZero();
            assertThat(out()).isEqualTo("Disconnected bob.\n");
            assertThat(lastWord(bob)).contains("Disconnected by an administrator");
        }
        assertThat(admin("sessions", "disconnect", "nobody")).isEqualTo(3);
        assertThat(err()).isEqualTo("parley: Nobody is here who is called nobody.\n");
        assertThat(admin("sessions", "disconnect", "up.1/99")).isEqualTo(3);
        assertThat(admin("sessions", "disconnect", "up.1/x")).isEqualTo(3);
        assertThat(auditLog())
                .containsPattern(": disconnected ann!.*: tidying up")
                .contains(": disconnected bob!");
    }

    @Test
    void bansAndLiftsBans() throws Exception {
        try (WireClient ann = guest("ann")) {
            assertThat(admin("accounts", "create", "mallory")).isZero();
            assertThat(admin("bans", "add", "mallory", "1d12h", "--reason", "enough"))
                    .isZero();
            assertThat(out()).matches("Banned mallory, until 20.*: enough\n");
            assertThat(admin("bans", "add", "192.0.2.0/24")).isZero();
            assertThat(admin("bans", "list")).isZero();
            assertThat(out())
                    .contains("192.0.2.0/24")
                    .contains("for good")
                    .contains("mallory")
                    .endsWith("\n2 bans\n");
            assertThat(admin("accounts", "show", "mallory")).isZero();
            assertThat(out()).containsPattern("suspended +20.*enough");

            assertThat(admin("accounts", "unsuspend", "mallory")).isZero();
            assertThat(admin("bans", "remove", "192.0.2.0/24")).isZero();
            assertThat(admin("bans", "remove", "192.0.2.0/24")).isEqualTo(3);
            assertThat(admin("bans", "add", "127.0.0.1", "soon")).isEqualTo(2);
            assertThat(admin("bans", "add", "1.2.3.4.5")).isEqualTo(3);

            assertThat(admin("bans", "add", "127.0.0.0/8", "--reason", "closed"))
                    .isZero();
            assertThat(lastWord(ann)).contains("closed");
        }
        assertThat(auditLog())
                .containsPattern(": banned mallory, until .*: enough")
                .contains(": lifted the ban of mallory");
    }
}
