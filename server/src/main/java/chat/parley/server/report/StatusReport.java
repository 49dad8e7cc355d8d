package chat.parley.server.report;

import chat.parley.contracts.status.NodeId;
import chat.parley.contracts.status.NodeStatus;
import chat.parley.contracts.status.NodeStatus.Phase;
import chat.parley.contracts.status.PartStatus;
import chat.parley.contracts.status.Role;
import chat.parley.server.company.Differences;
import chat.parley.server.company.Sighting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How all processes of a server stand, as one of them hears it, in JSON:
 *
 * <pre>{
 *   "asked": "relay1",
 *   "nodes": [{"node", "incarnation", "role", "phase", "since", "version", "silentMillis", "hears": […], "audit": {"waiting"},
 *              "connections": {"open", "sessions", "certificates": […]}, "rooms": {"epoch", "batches", "messages", "waiting"}}],
 *   "attention": ["what is not as it should be, in words"]
 * }</pre>
 */
public final class StatusReport {
    private StatusReport() {}

    /**
     * Puts it together.
     *
     * @param self of the process that is asked
     * @param others whom it has heard lately
     * @param nowMillis by the clock of the sightings
     */
    public static JsonObject of(NodeStatus self, List<Sighting> others, long nowMillis) {
        NodeStatus asked = hearing(self, others);
        List<NodeStatus> all = Stream.concat(Stream.of(asked), others.stream().map(Sighting::status))
                .toList();
        List<JsonObject> nodes = new ArrayList<>();
        nodes.add(node(asked, 0));
        others.forEach(other -> nodes.add(node(other.status(), nowMillis - other.heardMillis())));
        nodes.sort(Comparator.comparing((JsonObject node) -> node.getString("role"))
                .thenComparing(node -> node.getString("node"))
                .thenComparing(node -> node.getString("incarnation")));
        return new JsonObject()
                .put("asked", self.node().name())
                .put("nodes", new JsonArray(nodes))
                .put("attention", new JsonArray(attention(all)));
    }

    private static NodeStatus hearing(NodeStatus self, List<Sighting> others) {
        return new NodeStatus(
                self.node(),
                self.role(),
                self.phase(),
                self.sinceMillis(),
                self.version(),
                others.stream().map(other -> other.status().node()).toList(),
                self.settings(),
                self.parts());
    }

    private static JsonObject node(NodeStatus status, long silentMillis) {
        JsonObject node = new JsonObject()
                .put("node", status.node().name())
                .put("incarnation", status.node().incarnation())
                .put("role", status.role().word())
                .put("phase", word(status.phase()))
                .put("since", Instant.ofEpochMilli(status.sinceMillis()).toString())
                .put("version", status.version())
                .put("silentMillis", silentMillis)
                .put(
                        "hears",
                        new JsonArray(status.hears().stream()
                                .map(NodeId::name)
                                .sorted()
                                .toList()));
        status.parts().forEach(part -> add(node, part));
        return node;
    }

    private static void add(JsonObject node, PartStatus part) {
        switch (part) {
            case PartStatus.Connections clients ->
                node.put(
                        "connections",
                        new JsonObject()
                                .put("open", clients.connections())
                                .put("sessions", clients.sessions())
                                .put("certificates", new JsonArray(clients.certificates())));
            case PartStatus.Rooms rooms ->
                node.put(
                        "rooms",
                        new JsonObject()
                                .put("epoch", rooms.epoch())
                                .put("batches", rooms.batches())
                                .put("messages", rooms.messages())
                                .put("waiting", rooms.waiting()));
            case PartStatus.Audit audit -> node.put("audit", new JsonObject().put("waiting", audit.waiting()));
        }
    }

    private static String word(Phase phase) {
        return phase.name().toLowerCase(java.util.Locale.ROOT);
    }

    // ---- what an operator has to look at ----

    private static List<String> attention(List<NodeStatus> all) {
        List<String> lines = new ArrayList<>();
        if (all.stream().anyMatch(one -> one.role().isClustered())) {
            missing(all, lines);
            deaf(all, lines);
            different(all, lines);
        }
        all.stream()
                .filter(one -> one.phase() == Phase.WAITING || one.phase() == Phase.STARTING)
                .forEach(one -> lines.add(one.node().name() + " is not ready: it waits for what it asks"));
        return lines;
    }

    private static void missing(List<NodeStatus> all, List<String> lines) {
        for (Role role : List.of(Role.AUTH, Role.ROOM, Role.RELAY)) {
            long count = all.stream().filter(one -> one.role() == role).count();
            if (count == 0) {
                lines.add("no '" + role.word() + "' is heard");
            } else if (count > 1 && role != Role.RELAY) {
                lines.add("there are " + count + " of '" + role.word() + "', and there may be one only");
            }
        }
    }

    /** Relays have nothing to say to each other. */
    private static void deaf(List<NodeStatus> all, List<String> lines) {
        for (NodeStatus one : all) {
            for (NodeStatus other : all) {
                boolean different = !one.node().equals(other.node());
                boolean talk = one.role() != Role.RELAY || other.role() != Role.RELAY;
                if (different && talk && !one.hears().contains(other.node())) {
                    lines.add(
                            one.node().name() + " does not hear " + other.node().name());
                }
            }
        }
    }

    private static void different(List<NodeStatus> all, List<String> lines) {
        Set<List<String>> certificates = all.stream()
                .flatMap(one -> one.parts().stream())
                .filter(PartStatus.Connections.class::isInstance)
                .map(part -> ((PartStatus.Connections) part).certificates())
                .filter(shown -> !shown.isEmpty())
                .collect(Collectors.toSet());
        if (certificates.size() > 1) {
            lines.add("the relays do not all show clients the same certificate");
        }
        Set<String> versions = all.stream().map(NodeStatus::version).collect(Collectors.toSet());
        if (versions.size() > 1) {
            lines.add("the processes are not all of one version");
        }
        lines.addAll(Differences.among(all));
    }
}
