package chat.parley.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.testkit.wire.Endpoint;
import chat.parley.testkit.wire.WireClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class RoomsCommandTest extends AdminRig {
    private WireClient person(String nick) {
        return WireClient.connect(Endpoint.plain(parley.listening().getFirst().port()), nick)
                .createAccount("a good password");
    }

    @Test
    void showsARoomAndSaysWhoLooksAfterIt() throws Exception {
        try (WireClient ana = person("ana");
                WireClient bob = person("bob")) {
            ana.join("#den");
            bob.join("#den");
            ana.send("TOPIC #den :welcome");
            ana.send("MODE #den +b *!*@192.0.2.1");
            ana.sync();

            assertThat(admin("rooms", "list")).isZero();
            assertThat(out())
                    .containsPattern("#den +2 +\\+nt +20.* welcome")
                    .contains("#lobby")
                    .endsWith("\n2 rooms\n");
            assertThat(admin("rooms", "show", "#DEN")).isZero();
            assertThat(out())
                    .contains("founder        ana\n")
                    .contains("ban            *!*@192.0.2.1 by ana!")
                    .contains("member         ana o\n")
                    .contains("member         bob\n");

            bob.sync();
            assertThat(admin("rooms", "founder", "#den", "bob")).isZero();
            bob.expect("MODE", "#den", "+o", "bob");
            assertThat(admin("rooms", "operator", "#den", "ana", "--remove")).isZero();
            bob.expect("MODE", "#den", "-o", "ana");
            assertThat(admin("rooms", "show", "#den")).isZero();
            assertThat(out()).contains("founder        bob\n").contains("member         ana\n");
            assertThat(admin("rooms", "operator", "#den", "nobody")).isEqualTo(3);
        }
        assertThat(auditLog())
                .contains(": made bob the founder of #den")
                .contains(": made ana no operator any more of #den");
    }

    @Test
    void printsNothingThatATerminalActsUpon() throws Exception {
        try (WireClient ana = person("ana")) {
            ana.join("#it's");
            ana.send("TOPIC #it's :\u001b[2J\u009b2J\u202e gone");
            ana.sync();

            assertThat(admin("rooms", "list")).isZero();
            assertThat(out()).contains("\uFFFD[2J\uFFFD2J\uFFFD gone").doesNotContain("\u001b", "\u009b", "\u202e");
            assertThat(admin("rooms", "list", "--limit", "1")).isZero();
            assertThat(out()).contains("; for more: --after '#it'\\''s'");
            assertThat(admin("rooms", "show", "#it's", "--json")).isZero();
            assertThat(out()).contains("\\u001B[2J\\u009b2J\\u202e gone").doesNotContain("\u009b");
        }
    }

    @Test
    void closesARoomWithAllThatIsInIt() throws Exception {
        try (WireClient ana = person("ana");
                WireClient bob = person("bob")) {
            ana.join("#den");
            bob.join("#den");
            ana.say("#den", "soon gone");
            bob.quit();
            ana.sync();

            assertThat(admin("rooms", "close", "#den")).isEqualTo(2);
            assertThat(admin("rooms", "close", "#den", "--yes", "--reason", "tidying up"))
                    .isZero();
            ana.expect("KICK", "#den", "ana", "tidying up");
            assertThat(admin("rooms", "show", "#den")).isEqualTo(3);
            assertThat(err()).isEqualTo("parley: There is no room #den.\n");

            ana.join("#den");
            assertThat(ana.history("#den")).isEmpty();
            assertThat(admin("rooms", "show", "#den")).isZero();
            assertThat(out()).contains("members        1\n");
            assertThat(admin("rooms", "close", "#lobby", "--yes")).isEqualTo(3);
            assertThat(err()).isEqualTo("parley: The lobby cannot be closed.\n");
            assertThat(admin("rooms", "show", "no room")).isEqualTo(3);
        }
        assertThat(auditLog()).contains(": closed #den: tidying up");
    }
}
