package chat.parley.contracts.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;

/** How the processes of a server are told to look at their configurations. Whoever misses it looks by itself a little later. */
public final class ReloadLink {
    private final Vertx vertx;

    public ReloadLink(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Tells every process that listens, this one too. Not confirmed. */
    public void announce() {
        vertx.eventBus().publish(Addresses.RELOAD, true);
    }

    /** Hears it, on the calling context. Listening when the Future succeeds. */
    public Future<Registration> listen(Runnable listener) {
        MessageConsumer<Object> consumer = vertx.eventBus().consumer(Addresses.RELOAD, _message -> listener.run());
        return consumer.completion().map(_listening -> consumer::unregister);
    }
}
