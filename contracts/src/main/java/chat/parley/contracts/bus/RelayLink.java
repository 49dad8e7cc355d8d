package chat.parley.contracts.bus;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.RecentDirect;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The services' way to the relays. Used on one context.
 *
 * <p>What one service sends to one relay arrives in that order as long as the connection between the two processes holds; over a
 * lost connection some may be missing. What two services send has no order. Nobody relies on more: events and frames carry
 * positions, and whoever sees a gap asks.
 */
public final class RelayLink {
    private static final long CONFIRM_TIMEOUT_MILLIS = 10_000;
    private static final int NOT_TAKEN = 1;

    private final Vertx vertx;
    private @Nullable EncodedOnce thisTurn;

    public RelayLink(Vertx vertx) {
        this.vertx = vertx;
        RecordCodec.register(vertx);
    }

    /**
     * Sends a relay one frame with a batch's new events. What is sent to several relays in one turn of the event loop is encoded
     * once.
     *
     * @return succeeds when the relay has confirmed that it handed them to its sessions; fails when it did not within 10 s
     */
    public Future<Void> sendEvents(RelayId relay, List<ConversationEvents> batch) {
        return confirmed(relay, new Frame.Events(batch, encoded()));
    }

    public Future<Void> sendPresence(RelayId relay, PresenceFrame frame) {
        return confirmed(relay, new Frame.Presence(frame, encoded()));
    }

    /**
     * Tells a relay where sequences end, see {@link RelayListener#onTails}.
     *
     * @return succeeds when the relay has confirmed that it knows; fails when it did not within 10 s
     */
    public Future<Void> sendTails(RelayId relay, Map<ConversationId, Long> tails, List<RecentDirect> directs) {
        return confirmed(relay, new Frame.Tails(tails, directs));
    }

    private Future<Void> confirmed(RelayId relay, Frame frame) {
        return vertx.eventBus()
                .request(Addresses.of(relay), frame, RecordCodec.options(CONFIRM_TIMEOUT_MILLIS))
                .compose(BusServices::answered)
                .mapEmpty();
    }

    private EncodedOnce encoded() {
        EncodedOnce current = thisTurn;
        if (current == null) {
            current = new EncodedOnce();
            if (vertx.isClustered()) {
                thisTurn = current;
                vertx.getOrCreateContext().runOnContext(_next -> thisTurn = null);
            }
        }
        return current;
    }

    /**
     * Whether a send failed because nobody listens under that relay's name: the relay has stopped, is lost, or is cut off. In the
     * last case it may come back under the same name. Whoever forgets a relay upon this has to let it learn so when it asks again
     * ({@link chat.parley.contracts.room.RoomRequest.Attend}, {@link chat.parley.contracts.presence.PresenceRequest.Beat}).
     */
    public static boolean isGone(Throwable cause) {
        return cause instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    }

    /** Registers a relay's ear (or that of anyone who follows presence). Call on the context that the listener belongs to. */
    public static Future<Registration> listen(Vertx vertx, RelayId relay, RelayListener listener) {
        return BusServer.serve(vertx, Addresses.of(relay), message -> {
            try {
                hand(message.body(), listener);
            } catch (RuntimeException bug) {
                message.fail(NOT_TAKEN, "not taken");
                throw bug;
            }
            if (message.replyAddress() != null) {
                message.reply(true, RecordCodec.options());
            }
        });
    }

    private static void hand(Object body, RelayListener listener) {
        switch (body) {
            case Frame.Events events -> listener.onEvents(events.batch());
            case Frame.Presence presence -> listener.onPresence(presence.frame());
            case Frame.Tails tails -> listener.onTails(tails.tails(), tails.directs());
            default -> throw new IllegalStateException("not for a relay: " + body.getClass());
        }
    }
}
