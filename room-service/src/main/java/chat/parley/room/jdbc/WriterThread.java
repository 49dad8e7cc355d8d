package chat.parley.room.jdbc;

import chat.parley.room.model.ChangeSet;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Runs the {@link Writer} on a thread of its own, where each transaction is one trip. */
final class WriterThread {
    private final SqlThread<Writer> thread;
    private final Ownership ownership;

    /** @param epoch which time it is that the database is opened to be written */
    record Ownership(long epoch, long nextConversation) {}

    private WriterThread(SqlThread<Writer> thread, Ownership ownership) {
        this.thread = thread;
        this.ownership = ownership;
    }

    /**
     * Opens the database and makes it this process's own.
     *
     * @param guestsReturn guests may still be there who were here before; else they are let go of
     */
    static Future<WriterThread> open(Vertx vertx, RoomDatabase database, boolean guestsReturn) {
        Opening opening = new Opening(database, guestsReturn);
        SqlThread<Writer> thread = new SqlThread<>(vertx, "parley-rooms-writer", database, opening);
        return thread.<Ownership>run(_writer -> opening.ownership)
                .map(ownership -> new WriterThread(thread, ownership))
                .onFailure(_cause -> thread.close());
    }

    /** The first time it takes the file over; later it holds on to it. Used on the thread alone. */
    private static final class Opening implements SqlThread.Opening<Writer> {
        private final RoomDatabase database;
        private final boolean guestsReturn;
        private @Nullable Ownership ownership;

        Opening(RoomDatabase database, boolean guestsReturn) {
            this.database = database;
            this.guestsReturn = guestsReturn;
        }

        @Override
        public Writer open() throws SQLException {
            Ownership known = ownership;
            if (known != null) {
                return writer(database.reopen(known.epoch()), known);
            }
            Connection connection = database.open();
            try {
                Ownership owned = own(connection, guestsReturn);
                ownership = owned;
                return writer(connection, owned);
            } catch (SQLException e) {
                connection.close();
                throw database.unusable(e);
            }
        }

        private Writer writer(Connection connection, Ownership owned) {
            return new Writer(connection, owned.epoch(), SearchIndex.of(database.dialect()));
        }
    }

    long epoch() {
        return ownership.epoch();
    }

    long nextConversation() {
        return ownership.nextConversation();
    }

    Future<Void> commit(long batch, ChangeSet changes) {
        return thread.run(writer -> {
            writer.commit(batch, changes);
            return null;
        });
    }

    Future<Boolean> purge(long noncesBeforeMillis, int maxRows) {
        return thread.run(writer -> writer.purge(noncesBeforeMillis, maxRows));
    }

    Future<Long> lastBatch() {
        return thread.run(Writer::lastBatch);
    }

    Future<Void> close() {
        return thread.close();
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

    /** No guest's connection outlives the process that holds the database: their memberships and private conversations end here. */
    private static void sweepGuests(Statement statement) throws SQLException {
        statement.executeUpdate("INSERT INTO ended (conversation) SELECT id FROM conversations"
                + " WHERE (kind = 1 AND remembered = 0) OR (kind = 2 AND id IN"
                + " (SELECT conversation FROM members WHERE person >= 'g' AND person < 'h'))");
        statement.executeUpdate("DELETE FROM conversations WHERE id IN (SELECT conversation FROM ended)");
        statement.executeUpdate("DELETE FROM members WHERE conversation IN (SELECT conversation FROM ended)");
        statement.executeUpdate("DELETE FROM room_metadata WHERE conversation IN (SELECT conversation FROM ended)");
        statement.executeUpdate("DELETE FROM members WHERE person >= 'g' AND person < 'h'");
        statement.executeUpdate("DELETE FROM read_markers WHERE (person >= 'g' AND person < 'h')"
                + " OR (target >= 'g' AND target < 'h')");
    }
}
