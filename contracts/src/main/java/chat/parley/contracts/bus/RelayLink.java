package chat.parley.contracts.bus;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.room.ConversationEvents;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.List;
import java.util.Map;

/** The services' way to the relays. */
public final class RelayLink {
    private static final long CONFIRM_TIMEOUT_MILLIS = 10_000;

    private final Vertx vertx;

    public RelayLink(Vertx vertx) {
        this.vertx = vertx;
        RecordCodec.register(vertx);
    }

    /**
     * Sends a relay one frame with a batch's new events.
     *
     * @return succeeds when the relay has confirmed that it handed them to its sessions; fails when it did not within 10 s
     */
    public Future<Void> sendEvents(RelayId relay, List<ConversationEvents> batch) {
        return vertx.eventBus()
                .request(Addresses.of(relay), new Events(batch), RecordCodec.options(CONFIRM_TIMEOUT_MILLIS))
                .mapEmpty();
    }

    public Future<Void> sendPresence(RelayId relay, PresenceFrame frame) {
        return vertx.eventBus()
                .request(Addresses.of(relay), frame, RecordCodec.options(CONFIRM_TIMEOUT_MILLIS))
                .mapEmpty();
    }

    /** Sent once, not confirmed: the next one says the same. */
    public void sendTails(RelayId relay, Map<ConversationId, Long> tails) {
        vertx.eventBus().send(Addresses.of(relay), new Tails(tails), RecordCodec.options());
    }

    /** Whether a send failed because nobody listens under that relay's name any more: that relay will not come back. */
    public static boolean isGone(Throwable cause) {
        return cause instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    }

    /** Registers a relay's ear (or that of anyone who follows presence). Call on the context that the listener belongs to. */
    public static Future<Registration> listen(Vertx vertx, RelayId relay, RelayListener listener) {
        return BusServer.serve(vertx, Addresses.of(relay), message -> {
            switch (message.body()) {
                case Events events -> listener.onEvents(events.batch());
                case PresenceFrame frame -> listener.onPresence(frame);
                case Tails tails -> listener.onTails(tails.tails());
                default ->
                    throw new IllegalStateException(
                            "not for a relay: " + message.body().getClass());
            }
            if (message.replyAddress() != null) {
                message.reply(true, RecordCodec.options());
            }
        });
    }

    private record Events(List<ConversationEvents> batch) {
        private Events {
            batch = List.copyOf(batch);
        }
    }

    private record Tails(Map<ConversationId, Long> tails) {
        private Tails {
            tails = Map.copyOf(tails);
        }
    }
}
