package chat.parley.contracts.bus;

import chat.parley.contracts.status.NodeStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/** How the processes of a cluster hear of each other. Whatever is said may get lost: it is said again. */
public final class StatusLink {
    private final Vertx vertx;

    public StatusLink(Vertx vertx) {
        this.vertx = vertx;
        RecordCodec.register(vertx);
    }

    /** Says it to every process that listens, this one too. Not confirmed. */
    public void announce(NodeStatus status) {
        vertx.eventBus().publish(Addresses.STATUS, status, RecordCodec.options());
    }

    /** Hears what every process announces, on the calling context. Listening when the Future succeeds. */
    public Future<Registration> listen(Consumer<NodeStatus> listener) {
        return BusServer.serve(vertx, Addresses.STATUS, message -> listener.accept((NodeStatus) message.body()));
    }
}
