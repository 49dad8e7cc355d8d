package chat.parley.relay;

import chat.parley.contracts.Services;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.relay.delivery.LoopTimer;
import chat.parley.relay.delivery.Paced;
import chat.parley.relay.delivery.Subscriptions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The rooms that this process is sent, counted over its loops. All requests go out from one context, so that the end of one
 * subscription and the beginning of another never overtake each other.
 */
final class NodeSubscriptions implements Subscriptions {
    private static final int AT_ONCE = 16;

    private final Context context;
    private final RelayId relay;
    private final Services services;
    private final Map<ConversationId, Integer> loops = new HashMap<>();

    /** @param context on which the services are asked */
    NodeSubscriptions(Context context, RelayId relay, Services services) {
        this.context = context;
        this.relay = relay;
        this.services = services;
    }

    @Override
    public Future<RoomSnapshot> subscribe(ConversationId room) {
        ContextInternal caller = (ContextInternal) Vertx.currentContext();
        Promise<RoomSnapshot> promise = caller.promise();
        context.runOnContext(_turn -> {
            loops.merge(room, 1, Integer::sum);
            services.ask(new RoomRequest.Subscribe(room, relay)).onComplete(result -> {
                if (result.failed()) {
                    loopLess(room);
                }
                promise.handle(result);
            });
        });
        return promise.future();
    }

    @Override
    public void unsubscribe(ConversationId room) {
        context.runOnContext(_turn -> {
            if (loopLess(room)) {
                services.ask(new RoomRequest.Unsubscribe(room, relay));
            }
        });
    }

    /**
     * Asks to be sent again all that is followed; for as long as nobody answers. What the rooms are like then is a place that the
     * loops have to come to, or have come to already. On the context that the services are asked on.
     *
     * @param ended told of rooms that there are no more
     */
    Future<Void> renew(LoopTimer timer, Consumer<RoomSnapshot> resumed, Consumer<ConversationId> ended) {
        return Paced.each(loops.keySet(), AT_ONCE, room -> renew(room, timer, resumed, ended));
    }

    private Future<Void> renew(
            ConversationId room, LoopTimer timer, Consumer<RoomSnapshot> resumed, Consumer<ConversationId> ended) {
        if (!loops.containsKey(room)) {
            return Future.succeededFuture();
        }
        return services.ask(new RoomRequest.Subscribe(room, relay)).transform(result -> {
            if (result.succeeded()) {
                resumed.accept(result.result());
            } else if (ServiceException.failureOf(result.cause()) instanceof Failure.Unavailable) {
                return timer.after(LoopTimer.RETRY_MILLIS).compose(_later -> renew(room, timer, resumed, ended));
            } else {
                ended.accept(room);
            }
            return Future.succeededFuture();
        });
    }

    /** @return whether no loop follows the room any more */
    private boolean loopLess(ConversationId room) {
        return loops.computeIfPresent(room, (_room, count) -> count == 1 ? null : count - 1) == null;
    }
}
