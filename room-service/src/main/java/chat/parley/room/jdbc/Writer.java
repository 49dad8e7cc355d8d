package chat.parley.room.jdbc;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.Conversation;
import chat.parley.room.store.StoreTakenException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * The one connection that writes. A batch is one transaction and one piece of work for the thread that does it, with few prepared
 * statements whatever the batch's size. Blocking, and called by one thread at a time.
 */
final class Writer implements SqlThread.OnConnection {
    private static final String MARK = "UPDATE writer SET batch = ?,"
            + " next_conversation = CASE WHEN next_conversation < ? THEN ? ELSE next_conversation END"
            + " WHERE id = 1 AND epoch = ?";

    /** So few that nobody who says something meanwhile waits for long. */
    private static final int MOST_INDEXED_AT_ONCE = 250;

    private final Connection connection;
    private final long epoch;
    private final Statements statements;
    private final ConversationRows conversations;
    private final MessageRows messages;
    private final AccountRows accounts;
    private final ModerationRows moderation;
    private final MetadataRows metadata;
    private final SearchRows search;
    private final MarkerRows markers;

    /** @param connection with autocommit off; becomes the writer's own */
    Writer(Connection connection, long epoch, SearchIndex index) {
        this.connection = connection;
        this.epoch = epoch;
        this.statements = new Statements(connection);
        this.conversations = new ConversationRows(statements);
        this.messages = new MessageRows(statements);
        this.accounts = new AccountRows(statements);
        this.moderation = new ModerationRows(statements);
        this.metadata = new MetadataRows(statements);
        this.search = new SearchRows(statements, index);
        this.markers = new MarkerRows(statements);
    }

    void commit(long batch, ChangeSet changes) throws SQLException {
        // first, so that a room may end and be made again under its name
        end(changes.ended());
        conversations.giveUpNames(changes.renamed());
        conversations.write(changes);
        messages.write(changes);
        conversations.lastTimes(changes);
        messages.redact(changes);
        search.write(changes);
        Set<ConversationId> ended = new HashSet<>();
        changes.ended().forEach(conversation -> ended.add(conversation.id()));
        conversations.members(changes, ended);
        moderation.write(changes, ended);
        metadata.write(changes, ended);
        accounts.write(changes);
        markers.write(changes);
        forget(changes);
        mark(batch, changes.nextConversation());
        connection.commit();
    }

    @Override
    public Connection connection() {
        return connection;
    }

    /** Whatever was not committed is rolled back. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** The number of the last batch that is stored. */
    long lastBatch() throws SQLException {
        long batch = ownedBatch();
        connection.commit();
        return batch;
    }

    /** @throws StoreTakenException when the file is another's by now */
    private long ownedBatch() throws SQLException {
        PreparedStatement query = prepare("SELECT batch FROM writer WHERE id = 1 AND epoch = ?");
        query.setLong(1, epoch);
        try (ResultSet rows = query.executeQuery()) {
            if (!rows.next()) {
                throw new StoreTakenException();
            }
            return rows.getLong(1);
        }
    }

    /**
     * Throws away some of what is no longer wanted.
     *
     * @return whether there is more
     */
    boolean purge(long noncesBeforeMillis, int maxRows) throws SQLException {
        boolean more = accounts.purge(noncesBeforeMillis, maxRows);
        // within the transaction that the statement before has begun
        ownedBatch();
        search.purge(maxRows);
        more |= messages.purge(maxRows);
        more |= search.catchUp(Math.min(maxRows, MOST_INDEXED_AT_ONCE));
        connection.commit();
        return more;
    }

    private void forget(ChangeSet changes) throws SQLException {
        for (PersonId.OfAccount account : changes.forgotten()) {
            accounts.forget(account);
            moderation.forget(account);
            conversations.forget(account);
        }
    }

    private void end(Set<Conversation> ended) throws SQLException {
        for (Conversation conversation : ended) {
            ConversationId id = conversation.id();
            conversations.end(id);
            moderation.end(id);
            metadata.end(id);
            accounts.end(id);
            statements.execute("INSERT INTO ended (conversation) VALUES (?)", id.value());
        }
    }

    private void mark(long batch, long nextConversation) throws SQLException {
        PreparedStatement mark = prepare(MARK);
        mark.setLong(1, batch);
        mark.setLong(2, nextConversation);
        mark.setLong(3, nextConversation);
        mark.setLong(4, epoch);
        if (mark.executeUpdate() != 1) {
            throw new StoreTakenException();
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        return statements.prepare(sql);
    }
}
