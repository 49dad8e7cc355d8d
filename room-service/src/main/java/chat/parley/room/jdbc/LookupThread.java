package chat.parley.room.jdbc;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.room.Arrived;
import chat.parley.room.model.Need;
import chat.parley.room.store.Loaded;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the {@link Lookup} on a thread of its own, where as many queries as come together are one trip. After any failure the
 * connection is given up, and the next trip opens another one.
 */
final class LookupThread {
    private static final long SLOW_SECONDS = 10;

    private final WorkerExecutor worker;
    private final SqliteFile file;

    // touched by the worker's only thread
    private @Nullable Lookup lookup;

    LookupThread(Vertx vertx, SqliteFile file) {
        this.worker = vertx.createSharedWorkerExecutor("parley-rooms-lookup", 1, SLOW_SECONDS, TimeUnit.SECONDS);
        this.file = file;
    }

    Future<List<Loaded>> load(List<Need> needs) {
        return run(current -> current.load(needs));
    }

    Future<List<List<Arrived.Missed>>> missed(List<AccountId> accounts) {
        return run(current -> current.missed(accounts));
    }

    Future<Void> close() {
        return worker.executeBlocking(() -> {
                    discard();
                    return null;
                })
                .eventually(worker::close)
                .mapEmpty();
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Lookup lookup) throws SQLException;
    }

    private <T> Future<T> run(Work<T> work) {
        return worker.executeBlocking(() -> {
            try {
                Lookup current = lookup;
                if (current == null) {
                    current = new Lookup(file.reading().getConnection());
                    lookup = current;
                }
                return work.with(current);
            } catch (SQLException | RuntimeException e) {
                discard(e);
                throw e;
            }
        });
    }

    private void discard(Exception because) {
        try {
            discard();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private void discard() throws SQLException {
        Lookup current = lookup;
        lookup = null;
        if (current != null) {
            current.close();
        }
    }
}
