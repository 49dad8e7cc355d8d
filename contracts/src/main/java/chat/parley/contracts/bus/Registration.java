package chat.parley.contracts.bus;

import io.vertx.core.Future;

/** Something that listens on the bus, until it is closed. */
@FunctionalInterface
public interface Registration {
    Future<Void> close();
}
