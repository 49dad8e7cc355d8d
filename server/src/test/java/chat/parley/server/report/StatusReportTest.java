package chat.parley.server.report;

import static chat.parley.server.company.Statuses.with;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.status.NodeId;
import chat.parley.contracts.status.NodeStatus;
import chat.parley.contracts.status.NodeStatus.Phase;
import chat.parley.contracts.status.PartStatus;
import chat.parley.contracts.status.Role;
import chat.parley.server.company.Sighting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatusReportTest {
    private static final NodeStatus AUTH =
            node("auth1", Role.AUTH, Phase.READY, hears("room1", "relay1", "relay2"), new PartStatus.Audit(0));
    private static final NodeStatus ROOM = node(
            "room1",
            Role.ROOM,
            Phase.READY,
            hears("auth1", "relay1", "relay2"),
            new PartStatus.Audit(7),
            new PartStatus.Rooms(3, 120, 4_000, 2));
    private static final NodeStatus RELAY1 = relay("relay1", "AA", "auth1", "room1");
    private static final NodeStatus RELAY2 = relay("relay2", "AA", "auth1", "room1");

    private static List<NodeId> hears(String... names) {
        return Stream.of(names).map(name -> new NodeId(name, "1")).toList();
    }

    private static NodeStatus node(String name, Role role, Phase phase, List<NodeId> hears, PartStatus... parts) {
        return new NodeStatus(
                new NodeId(name, "1"), role, phase, 1_795_341_600_123L, "1.0", hears, Map.of(), List.of(parts));
    }

    private static NodeStatus relay(String name, String certificate, String... hears) {
        return node(
                name, Role.RELAY, Phase.READY, hears(hears), new PartStatus.Connections(12, 1, List.of(certificate)));
    }

    private static JsonObject report(NodeStatus self, NodeStatus... others) {
        return StatusReport.of(
                self, Stream.of(others).map(other -> new Sighting(other, 600)).toList(), 1_000);
    }

    private static List<String> attention(NodeStatus self, NodeStatus... others) {
        return report(self, others).getJsonArray("attention").stream()
                .map(String.class::cast)
                .toList();
    }

    @Test
    void findsNothingWhereAllIsAsItShouldBe() {
        assertThat(attention(AUTH, ROOM, RELAY1, RELAY2)).isEmpty();
        assertThat(attention(RELAY1, AUTH, ROOM)).isEmpty();
    }

    @Test
    void tellsOfEveryProcess() {
        JsonArray nodes = report(RELAY1, ROOM, AUTH).getJsonArray("nodes");

        assertThat(nodes.stream().map(node -> ((JsonObject) node).getString("node")))
                .containsExactly("auth1", "relay1", "room1");
        JsonObject room = nodes.getJsonObject(2);
        assertThat(room.getString("role")).isEqualTo("room");
        assertThat(room.getString("phase")).isEqualTo("ready");
        assertThat(room.getLong("silentMillis")).isEqualTo(400);
        assertThat(room.getJsonObject("rooms").getLong("epoch")).isEqualTo(3);
        assertThat(room.getJsonObject("audit").getInteger("waiting")).isEqualTo(7);
    }

    @Test
    void tellsWhoIsMissing() {
        assertThat(attention(RELAY1)).contains("no 'auth' is heard", "no 'room' is heard");
        assertThat(attention(AUTH, ROOM)).contains("no 'relay' is heard");
    }

    @Test
    void missesNobodyWhereOneProcessIsEverything() {
        assertThat(attention(node("here", Role.UP, Phase.READY, List.of()))).isEmpty();
    }

    @Test
    void tellsWhoDoesNotHearWhom() {
        NodeStatus deaf = relay("relay2", "AA", "auth1");

        assertThat(attention(AUTH, ROOM, RELAY1, deaf)).containsExactly("relay2 does not hear room1");
    }

    @Test
    void tellsThatThereAreTwoOfWhatThereMayBeOne() {
        NodeStatus second = node("auth2", Role.AUTH, Phase.READY, hears("auth1", "room1", "relay1"));

        assertThat(attention(AUTH, second, ROOM, RELAY1)).contains("there are 2 of 'auth', and there may be one only");
    }

    @Test
    void tellsThatRelaysShowDifferentCertificates() {
        assertThat(attention(AUTH, ROOM, RELAY1, relay("relay2", "BB", "auth1", "room1")))
                .containsExactly("the relays do not all show clients the same certificate");
    }

    @Test
    void tellsWhichProcessHasWhatWhereSettingsDiffer() {
        assertThat(attention(
                        with(AUTH, "limits.nickLength", "32"),
                        with(ROOM, "limits.nickLength", "20"),
                        RELAY1,
                        with(RELAY2, "limits.nickLength", "32")))
                .containsExactly("limits.nickLength is 32 on auth1, relay2, and 20 on room1");
    }

    @Test
    void tellsWhoWaits() {
        NodeStatus waiting = node("relay1", Role.RELAY, Phase.WAITING, hears("auth1", "room1"));

        assertThat(attention(AUTH, ROOM, waiting)).containsExactly("relay1 is not ready: it waits for what it asks");
    }

    @Test
    void isReadByPeopleAsATable() {
        String text = StatusText.of(report(RELAY1, ROOM, AUTH));

        assertThat(text.lines())
                .containsExactly(
                        "NODE    ROLE   STATE  SINCE                 VERSION  HEARD",
                        "auth1   auth   ready  2026-11-22 10:00:00Z  1.0      0.4 s ago",
                        "relay1  relay  ready  2026-11-22 10:00:00Z  1.0      was asked  12 connections, 1 session",
                        "room1   room   ready  2026-11-22 10:00:00Z  1.0      0.4 s ago  epoch 3, 4,000 messages in 120"
                                + " batches, 2 requests in the last; 7 entries for the log waiting",
                        "",
                        "All is as it should be.");
    }

    @Test
    void tellsPeopleWhatToLookAt() {
        assertThat(StatusText.of(report(AUTH, ROOM))).endsWith("Look at this: no 'relay' is heard.\n");
    }

    @Test
    void tellsPeopleWhereSomebodyIs() {
        JsonObject relays = new JsonObject().put("node", "relay1").put("sessions", 2);

        assertThat(StatusText.whereabouts(
                        new JsonObject().put("client", "alice").put("relays", new JsonArray().add(relays))))
                .isEqualTo("alice is here: relay1 (2 sessions)\n");
        assertThat(StatusText.whereabouts(new JsonObject().put("client", "bob").put("relays", new JsonArray())))
                .isEqualTo("bob is not here\n");
    }
}
