package chat.parley.room.jdbc;

import chat.parley.room.model.ChangeSet;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the {@link Writer} on a thread of its own, where each transaction is one trip. After any failure the connection is given
 * up, with all that it had begun, and the next transaction opens another one: so a full disk heals by itself.
 */
final class WriterThread {
    /** A transaction that takes longer is worth a warning. */
    private static final long SLOW_SECONDS = 10;

    private final WorkerExecutor worker;
    private final SqliteFile file;
    private final Ownership ownership;

    // touched by the worker's only thread
    private @Nullable Writer writer;

    /** @param epoch which time it is that the file is opened to be written */
    record Ownership(long epoch, long nextConversation) {}

    private WriterThread(WorkerExecutor worker, SqliteFile file, Ownership ownership, Writer writer) {
        this.worker = worker;
        this.file = file;
        this.ownership = ownership;
        this.writer = writer;
    }

    /**
     * Opens the file and makes it this process's own.
     *
     * @param guestsReturn guests may still be there who were here before; else they are let go of
     */
    static Future<WriterThread> open(Vertx vertx, SqliteFile file, boolean guestsReturn) {
        WorkerExecutor worker =
                vertx.createSharedWorkerExecutor("parley-rooms-writer", 1, SLOW_SECONDS, TimeUnit.SECONDS);
        return worker.executeBlocking(() -> {
                    Connection connection = file.open();
                    try {
                        Ownership ownership = own(connection, guestsReturn);
                        return new WriterThread(worker, file, ownership, new Writer(connection, ownership.epoch()));
                    } catch (SQLException e) {
                        connection.close();
                        throw file.unusable(e);
                    }
                })
                .onFailure(_cause -> worker.close());
    }

    long epoch() {
        return ownership.epoch();
    }

    long nextConversation() {
        return ownership.nextConversation();
    }

    Future<Void> commit(long batch, ChangeSet changes) {
        return run(current -> {
            current.commit(batch, changes);
            return null;
        });
    }

    Future<Boolean> purge(long noncesBeforeMillis, int maxRows) {
        return run(current -> current.purge(noncesBeforeMillis, maxRows));
    }

    Future<Long> lastBatch() {
        return run(Writer::lastBatch);
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
        @Nullable
        T with(Writer writer) throws SQLException;
    }

    private <T> Future<T> run(Work<T> work) {
        return worker.executeBlocking(() -> {
            try {
                Writer current = writer;
                if (current == null) {
                    current = new Writer(file.reopen(), ownership.epoch());
                    writer = current;
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
        Writer current = writer;
        writer = null;
        if (current != null) {
            current.close();
        }
    }

    private static Ownership own(Connection connection, boolean guestsReturn) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE writer SET epoch = epoch + 1, batch = 0 WHERE id = 1");
            if (!guestsReturn) {
                sweepGuests(statement);
            }
        }
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT epoch, next_conversation FROM writer WHERE id = 1");
                ResultSet rows = query.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("a row of it is missing");
            }
            Ownership ownership = new Ownership(rows.getLong(1), rows.getLong(2));
            connection.commit();
            return ownership;
        }
    }

    /** No guest's connection outlives the process that holds the file: their memberships and private conversations end here. */
    private static void sweepGuests(Statement statement) throws SQLException {
        statement.executeUpdate("INSERT INTO ended (conversation) SELECT id FROM conversations"
                + " WHERE (kind = 1 AND remembered = 0) OR (kind = 2 AND id IN"
                + " (SELECT conversation FROM members WHERE person >= 'g' AND person < 'h'))");
        statement.executeUpdate("DELETE FROM conversations WHERE id IN (SELECT conversation FROM ended)");
        statement.executeUpdate("DELETE FROM members WHERE conversation IN (SELECT conversation FROM ended)");
        statement.executeUpdate("DELETE FROM members WHERE person >= 'g' AND person < 'h'");
    }
}
