package chat.parley.room.jdbc;

import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.Copied;
import chat.parley.contracts.failure.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes one copy at a time, on a worker thread. Called from any context. */
final class Copying {
    private final Vertx vertx;
    private final RoomDatabase database;
    private final AtomicBoolean busy = new AtomicBoolean();

    Copying(Vertx vertx, RoomDatabase database) {
        this.vertx = vertx;
        this.database = database;
    }

    Future<Copied> copy(BackupName name) {
        if (!busy.compareAndSet(false, true)) {
            return Future.failedFuture(
                    ServiceException.unavailable(true, "A copy is being made already; try again when it is there."));
        }
        return vertx.executeBlocking(() -> database.copy(name), false).onComplete(_done -> busy.set(false));
    }
}
