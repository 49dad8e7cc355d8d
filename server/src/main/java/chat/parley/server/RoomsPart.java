package chat.parley.server;

import chat.parley.room.RoomVerticle;
import chat.parley.room.jdbc.JdbcRoomStore;
import chat.parley.room.presence.PresenceVerticle;
import chat.parley.room.presence.model.Patience;
import io.vertx.core.Future;

/** The room service: conversations, and who is here. */
final class RoomsPart {
    private RoomsPart() {}

    static Future<?> startPresence(Node node) {
        return node.deploy(
                "presence",
                100,
                new PresenceVerticle(
                        ServiceConfigs.patience(node.settings()),
                        node.nicks(),
                        node.meters().room(),
                        node.clock()));
    }

    static Future<?> startRooms(Node node) {
        Patience patience = ServiceConfigs.patience(node.settings());
        return node.deploy(
                "rooms",
                900,
                new RoomVerticle(
                        on -> JdbcRoomStore.open(on, node.settings().database().rooms(), patience.clustered()),
                        ServiceConfigs.room(node.settings()),
                        patience,
                        node.auditLog(),
                        node.meters().room(),
                        node.clock()));
    }
}
