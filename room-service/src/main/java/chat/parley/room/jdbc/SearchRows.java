package chat.parley.room.jdbc;

import chat.parley.contracts.room.Event;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.Need;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps the index of what was said. It is made between commits, some hundred messages at a time, because a message costs many times as much
 * when it is indexed by itself; what is not in it yet is looked through when somebody searches. What is taken back leaves it at once. Blocking,
 * and called by one thread at a time.
 */
final class SearchRows {
    private static final int MOST_LOOKED_UP = 1_000;

    private final Statements statements;
    private final SearchIndex searchIndex;
    /** Conversations of which something is to be indexed, as far as that is known. */
    private final Set<Long> behind = new LinkedHashSet<>();
    /** Up to which conversation it was looked after what had been left by an earlier owner of the connection. */
    private long lookedUpTo;

    private boolean lookedUp;

    SearchRows(Statements statements, SearchIndex searchIndex) {
        this.statements = statements;
        this.searchIndex = searchIndex;
    }

    /** What is said in this batch is to be indexed, and what is taken back in it is no more. */
    void write(ChangeSet changes) throws SQLException {
        List<Event> events = changes.events();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).sequence() > 0
                    && EventColumns.isSearchable(events.get(i).change())) {
                behind.add(changes.conversationOf(i).id().value());
            }
        }
        changes.ended().forEach(conversation -> behind.remove(conversation.id().value()));
        for (Need.OfEvent event : changes.redacted()) {
            PreparedStatement delete = statements.prepare("DELETE FROM said WHERE rowid = ?");
            delete.setLong(1, SearchIndex.row(event.conversation(), event.sequence()));
            delete.executeUpdate();
        }
    }

    /** Takes out the first rows of the conversation that ended first. */
    void purge(int maxRows) throws SQLException {
        PreparedStatement delete = statements.prepare("DELETE FROM said WHERE rowid IN"
                + " (SELECT (conversation << " + SearchIndex.SEQUENCE_BITS + ") + sequence FROM messages"
                + " WHERE conversation = (SELECT min(conversation) FROM ended) ORDER BY sequence LIMIT ?)");
        delete.setInt(1, maxRows);
        delete.executeUpdate();
        statements
                .prepare("DELETE FROM indexed WHERE conversation IN (SELECT conversation FROM ended)")
                .executeUpdate();
    }

    /**
     * Indexes some of what is not yet, the oldest of a conversation first.
     *
     * @return whether there is more
     */
    boolean catchUp(int maxRows) throws SQLException {
        if (behind.isEmpty() && !lookedUp) {
            lookUp();
        }
        int left = maxRows;
        for (Long conversation : List.copyOf(behind)) {
            int taken = index(conversation, left);
            if (taken < left) {
                behind.remove(conversation);
            }
            left -= taken;
            if (left <= 0) {
                break;
            }
        }
        return !behind.isEmpty() || !lookedUp;
    }

    /** What was said before this connection was opened. */
    private void lookUp() throws SQLException {
        PreparedStatement query = statements.prepare("SELECT c.id, COALESCE(i.sequence, 0)"
                + " < COALESCE((SELECT max(m.sequence) FROM messages m WHERE m.conversation = c.id), 0)"
                + " FROM conversations c LEFT JOIN indexed i ON i.conversation = c.id"
                + " WHERE c.id > ? ORDER BY c.id LIMIT " + MOST_LOOKED_UP);
        query.setLong(1, lookedUpTo);
        int rows = 0;
        try (ResultSet found = query.executeQuery()) {
            while (found.next()) {
                rows++;
                lookedUpTo = found.getLong(1);
                if (found.getBoolean(2)) {
                    behind.add(lookedUpTo);
                }
            }
        }
        lookedUp = rows < MOST_LOOKED_UP;
    }

    /** @return how many events were looked at */
    private int index(long conversation, int maxRows) throws SQLException {
        PreparedStatement messages = statements.prepare("SELECT sequence, source, body, " + EventColumns.IS_SEARCHABLE
                + " FROM messages WHERE conversation = ? AND sequence >"
                + " COALESCE((SELECT sequence FROM indexed WHERE conversation = ?), 0) ORDER BY sequence LIMIT ?");
        messages.setLong(1, conversation);
        messages.setLong(2, conversation);
        messages.setInt(3, maxRows);
        record Said(long sequence, String words) {}
        List<Said> said = new ArrayList<>();
        int taken = 0;
        long last = 0;
        try (ResultSet rows = messages.executeQuery()) {
            while (rows.next()) {
                taken++;
                last = rows.getLong(1);
                if (rows.getBoolean(4)) {
                    said.add(new Said(last, SearchIndex.words(conversation, rows.getString(2), rows.getString(3))));
                }
            }
        }
        if (taken == 0) {
            return 0;
        }
        PreparedStatement insert = statements.prepare(searchIndex.insert());
        for (Said one : said) {
            insert.setLong(1, SearchIndex.row(conversation, one.sequence()));
            insert.setString(2, one.words());
            insert.addBatch();
        }
        if (!said.isEmpty()) {
            insert.executeBatch();
        }
        PreparedStatement upTo = statements.prepare("INSERT INTO indexed (conversation, sequence) VALUES (?, ?)"
                + " ON CONFLICT (conversation) DO UPDATE SET sequence = excluded.sequence");
        upTo.setLong(1, conversation);
        upTo.setLong(2, last);
        upTo.executeUpdate();
        return taken;
    }
}
