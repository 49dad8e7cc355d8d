package chat.parley.room.jdbc;

import chat.parley.database.jdbc.Lifeline;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A thread with a connection of its own. After any failure the connection is given up, with all that was begun on it, and the next
 * piece of work opens another one: so a full disk, or one that fails, heals by itself. A connection that was lost while nobody used it is
 * replaced before it is used.
 *
 * @param <T> what works on the connection
 */
final class SqlThread<T extends SqlThread.OnConnection> {
    /** Work that takes longer is worth a warning. */
    private static final long SLOW_SECONDS = 10;

    private final WorkerExecutor worker;
    private final Opening<T> opening;
    private final RoomDatabase database;

    // touched by the worker's only thread
    private @Nullable T current;
    private @Nullable Lifeline lifeline;

    /** Something that has a connection to itself. Called by one thread at a time. */
    interface OnConnection {
        Connection connection();

        void close() throws SQLException;
    }

    /** Opens a connection; may block. */
    @FunctionalInterface
    interface Opening<T> {
        T open() throws SQLException;
    }

    /** One trip to the thread. */
    @FunctionalInterface
    interface Work<T, R> {
        @Nullable
        R with(T onConnection) throws SQLException;
    }

    /**
     * Opens nothing yet.
     *
     * @param name of the thread; no other of the process has it
     */
    SqlThread(Vertx vertx, String name, RoomDatabase database, Opening<T> opening) {
        this.worker = vertx.createSharedWorkerExecutor(name, 1, SLOW_SECONDS, TimeUnit.SECONDS);
        this.database = database;
        this.opening = opening;
    }

    <R> Future<R> run(Work<T, R> work) {
        return worker.executeBlocking(() -> {
            try {
                return work.with(open());
            } catch (SQLException | RuntimeException e) {
                discard(e);
                throw e;
            }
        });
    }

    private T open() throws SQLException {
        T open = current;
        if (open != null && lifeline != null && lifeline.isLost(open.connection())) {
            discard();
            open = null;
        }
        if (open == null) {
            open = opening.open();
            current = open;
            lifeline = database.lifeline();
        }
        return open;
    }

    /** Closes the connection, after the work that waits. */
    Future<Void> close() {
        return worker.executeBlocking(() -> {
                    discard();
                    return null;
                })
                .eventually(worker::close)
                .mapEmpty();
    }

    private void discard(Exception because) {
        try {
            discard();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private void discard() throws SQLException {
        T open = current;
        current = null;
        if (open != null) {
            open.close();
        }
    }
}
