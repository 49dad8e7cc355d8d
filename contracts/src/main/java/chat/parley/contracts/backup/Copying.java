package chat.parley.contracts.backup;

import chat.parley.contracts.failure.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Makes one copy of a database at a time, on a worker thread. Called from any context. */
public final class Copying {
    private final Vertx vertx;
    private final Function<BackupName, Copied> copier;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** @param copier makes it; blocks, and throws a {@link ServiceException} when it cannot be made */
    public Copying(Vertx vertx, Function<BackupName, Copied> copier) {
        this.vertx = vertx;
        this.copier = copier;
    }

    /** Fails with {@code Unavailable(certain = true)} while another one is made, and as the copy itself does. */
    public Future<Copied> copy(BackupName name) {
        if (!busy.compareAndSet(false, true)) {
            return Future.failedFuture(
                    ServiceException.unavailable(true, "A copy is being made already; try again when it is there."));
        }
        return vertx.executeBlocking(() -> copier.apply(name), false).onComplete(_done -> busy.set(false));
    }
}
