package chat.parley.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.audit.AuditEvent;
import io.vertx.core.json.JsonObject;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class AuditLinesTest {
    private static final ZonedDateTime TIME = ZonedDateTime.of(2026, 3, 4, 5, 6, 7, 89_123_000, ZoneOffset.ofHours(2));
    private static final String STAMP = "2026/03/04 05:06:07.089123 ";

    private final AuditLines text = new TextLines("#lobby");
    private final AuditLines json = new JsonLines();

    @Test
    void tellsOfEachKindOfEventInWords() {
        assertThat(text(new AuditEvent.Connected("Ada", "192.0.2.7"))).isEqualTo("New connection. Username: Ada");
        assertThat(text(new AuditEvent.SignedIn("Ada", "PLAIN", "192.0.2.7")))
                .isEqualTo("Ada signed in with PLAIN from 192.0.2.7");
        assertThat(text(new AuditEvent.SignInFailed("Ada", "192.0.2.7", "wrong name or password")))
                .isEqualTo("Sign-in failed. Username: Ada from 192.0.2.7: wrong name or password");
        assertThat(text(new AuditEvent.SignInFailed(null, "192.0.2.7", "malformed")))
                .isEqualTo("Sign-in failed. Username: (none) from 192.0.2.7: malformed");
        assertThat(text(new AuditEvent.UserCreated("Ada", "192.0.2.7"))).isEqualTo("Created new user Ada");
        assertThat(text(new AuditEvent.Joined("#tea", "Ada"))).isEqualTo("Ada has joined #tea");
        assertThat(text(new AuditEvent.Parted("#tea", "Ada"))).isEqualTo("Ada has left #tea");
        assertThat(text(new AuditEvent.Left("Ada", "Quit: bye"))).isEqualTo("Ada has left the chatroom.");
        assertThat(text(new AuditEvent.Act("server", "stopping"))).isEqualTo("**** server: stopping");
    }

    @Test
    void writesTextsOnlyWhereItIsGivenThem() {
        assertThat(text(new AuditEvent.RoomMessage("#lobby", "Ada", "hello"))).isEqualTo("Ada: hello");
        assertThat(text(new AuditEvent.RoomMessage("#lobby", "Ada", null))).isEqualTo("Ada wrote to #lobby");
        assertThat(text(new AuditEvent.PrivateMessage("Ada", "Bob", null))).isEqualTo("Ada wrote to Bob");
        assertThat(text(new AuditEvent.PrivateMessage("Ada", "Bob", "psst"))).isEqualTo("Ada: @Bob psst");
    }

    @Test
    void namesARoomThatIsNotTheLobby() {
        assertThat(text(new AuditEvent.RoomMessage("#tea", "Ada", "hello"))).isEqualTo("#tea Ada: hello");
        assertThat(new TextLines(null).event(TIME, new AuditEvent.RoomMessage("#lobby", "Ada", "hello")))
                .endsWith(" #lobby Ada: hello");
    }

    @Test
    void letsNobodyForgeALine() {
        String line = text.event(
                TIME, new AuditEvent.RoomMessage("#lobby", "Ada", "x\n" + STAMP + "Created new user Eve\u001b[2J"));
        assertThat(line).isEqualTo(STAMP + "Ada: x\\n" + STAMP + "Created new user Eve\\u001b[2J");
    }

    @Test
    void countsWhatWasLost() {
        assertThat(text.lost(TIME, 1)).isEqualTo(STAMP + "**** 1 event lost");
        assertThat(text.lost(TIME, 7)).isEqualTo(STAMP + "**** 7 events lost");
        assertThat(new JsonObject(json.lost(TIME, 7)).getLong("count")).isEqualTo(7);
    }

    @Test
    void writesAJsonObjectALine() {
        String line = json.event(TIME, new AuditEvent.RoomMessage("#lobby", "Ada", "say \"hi\"\n\u2028"));
        assertThat(line.lines()).hasSize(1);
        assertThat(new JsonObject(line))
                .isEqualTo(new JsonObject()
                        .put("time", "2026-03-04T05:06:07.089123+02:00")
                        .put("event", "room-message")
                        .put("room", "#lobby")
                        .put("username", "Ada")
                        .put("text", "say \"hi\"\\n\\u2028"));
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        assertThat(new JsonObject(json.event(TIME, new AuditEvent.Left("Ada", null))).containsKey("reason"))
                .isFalse();
        assertThat(new JsonObject(json.event(TIME, new AuditEvent.PrivateMessage("Ada", "Bob", null)))
                        .containsKey("text"))
                .isFalse();
    }

    private String text(AuditEvent event) {
        String line = text.event(TIME, event);
        assertThat(line).startsWith(STAMP);
        return line.substring(STAMP.length());
    }
}
