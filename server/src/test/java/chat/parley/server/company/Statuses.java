package chat.parley.server.company;

import chat.parley.contracts.status.NodeId;
import chat.parley.contracts.status.NodeStatus;
import chat.parley.contracts.status.NodeStatus.Phase;
import chat.parley.contracts.status.Role;
import java.util.List;
import java.util.Map;

/** What processes say of themselves, for tests. */
public final class Statuses {
    private Statuses() {}

    static NodeId id(String name) {
        return new NodeId(name, "1");
    }

    static NodeStatus status(String name, Role role, Phase phase, long sinceMillis, NodeId... hears) {
        return new NodeStatus(id(name), role, phase, sinceMillis, "1.0", List.of(hears), Map.of(), List.of());
    }

    /** The same, going by a setting. */
    public static NodeStatus with(NodeStatus status, String key, String value) {
        return new NodeStatus(
                status.node(),
                status.role(),
                status.phase(),
                status.sinceMillis(),
                status.version(),
                status.hears(),
                Map.of(key, value),
                status.parts());
    }
}
