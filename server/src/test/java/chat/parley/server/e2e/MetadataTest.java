package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.line.Line;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.WireClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people and rooms say of themselves stays with them, whatever happens to the server. */
class MetadataTest {
    @RegisterExtension
    static final ServerProcess server = ServerProcess.setup().guests().server();

    /** Key and value of each 761 of an answer. */
    private static List<String> values(List<Line> answer) {
        return answer.stream()
                .filter(line -> line.command().equals("761"))
                .map(line -> line.params().get(1) + " " + line.params().get(2) + "="
                        + line.params().getLast())
                .toList();
    }

    @Test
    void ofAccountsAndRoomsOutlivesAKill() {
        try (WireClient ada = server.newcomer("ada").join("#tower")) {
            ada.ask("METADATA * SET display-name :Ada Lovelace");
            ada.ask("METADATA #tower SET avatar :https://example.org/tower.png");
        }
        server.kill();
        server.start();
        try (WireClient bert = server.newcomer("bert").join("#tower")) {
            assertThat(values(bert.ask("METADATA ada LIST"))).containsExactly("ada display-name=Ada Lovelace");
            assertThat(values(bert.ask("METADATA #tower LIST")))
                    .containsExactly("#tower avatar=https://example.org/tower.png");
            bert.ask("METADATA * SUB display-name");
            try (WireClient ada = server.device("ada")) {
                assertThat(values(ada.ask("METADATA * LIST"))).containsExactly("ada display-name=Ada Lovelace");
                bert.expect("761", "*", "ada", "display-name", "*", "Ada Lovelace");
            }
        }
    }

    @Test
    void ofAccountsGoesWithThem() {
        try (WireClient leaver = server.newcomer("leaver")) {
            leaver.ask("METADATA * SET avatar :https://example.org/me.png");
            leaver.send("PRIVMSG NickServ :DROP " + server.passwordOf("leaver"));
            leaver.expectClosed();
        }
        try (WireClient other = server.client("other").guest()) {
            assertThat(other.ask("METADATA leaver LIST"))
                    .anyMatch(line ->
                            line.command().equals("FAIL") && line.params().contains("INVALID_TARGET"));
        }
        try (WireClient again = server.newcomer("leaver")) {
            assertThat(values(again.ask("METADATA * LIST"))).isEmpty();
        }
    }

    @Test
    void ofGuestsGoesWithTheirConnection() {
        try (WireClient guest = server.client("visitor").guest()) {
            assertThat(values(guest.ask("METADATA * SET pronouns :they"))).containsExactly("visitor pronouns=they");
            guest.send("QUIT");
            guest.expectClosed();
        }
        try (WireClient guest = server.client("visitor").guest()) {
            assertThat(values(guest.ask("METADATA * LIST"))).isEmpty();
        }
    }
}
