package chat.parley.server.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a member says of itself. Said anew whenever it changes, and to whoever joins; the latest one counts.
 *
 * @param node its id, another one in each life
 * @param revision counted up with each change: of two, the one with the higher number is the later
 * @param name what its operator calls it
 * @param bus where its messages arrive
 * @param leaving it is about to stop
 * @param listening the addresses of the event bus that it serves, with a number for each listener
 */
record Announcement(String node, long revision, String name, NodeInfo bus, boolean leaving, List<Listener> listening) {
    Announcement {
        listening = List.copyOf(listening);
    }

    /** Who listens at an address of the event bus. */
    record Listener(String address, long number) {}

    /** Whether this one, although it comes later, was said before that one. */
    boolean isOlderThan(Announcement other) {
        return node.equals(other.node) && revision < other.revision;
    }

    byte[] encode() {
        JsonArray listeners = new JsonArray();
        listening.forEach(one -> listeners.add(one.address()).add(one.number()));
        return new JsonObject()
                .put("node", node)
                .put("revision", revision)
                .put("name", name)
                .put("host", bus.host())
                .put("port", bus.port())
                .put("leaving", leaving)
                .put("listening", listeners)
                .encode()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** @throws RuntimeException when it is none */
    static Announcement decode(byte[] bytes) {
        JsonObject said = new JsonObject(new String(bytes, StandardCharsets.UTF_8));
        JsonArray listeners = said.getJsonArray("listening");
        List<Listener> listening = new ArrayList<>();
        for (int i = 0; i + 1 < listeners.size(); i += 2) {
            listening.add(new Listener(listeners.getString(i), listeners.getLong(i + 1)));
        }
        return new Announcement(
                said.getString("node"),
                said.getLong("revision"),
                said.getString("name"),
                new NodeInfo(said.getString("host"), said.getInteger("port"), null),
                said.getBoolean("leaving", false),
                listening);
    }

    RegistrationInfo registration(Listener listener) {
        return new RegistrationInfo(node, listener.number(), false);
    }
}
