package chat.parley.room.jdbc;

import chat.parley.contracts.room.Event;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.Need;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** What happened in conversations. Blocking, and called by one thread at a time. */
final class MessageRows {
    private static final String INSERT =
            "INSERT INTO messages (conversation, sequence, time, kind, person, source, account, body, detail)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String REDACT = "UPDATE messages SET kind = " + EventColumns.REDACTED
            + ", body = NULL, detail = NULL WHERE conversation = ? AND sequence = ?";

    private final Statements statements;

    MessageRows(Statements statements) {
        this.statements = statements;
    }

    void write(ChangeSet changes) throws SQLException {
        if (changes.storedEvents() == 0) {
            return;
        }
        PreparedStatement insert = statements.prepare(INSERT);
        List<Event> events = changes.events();
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            if (event.sequence() == 0) {
                continue;
            }
            insert.setLong(1, changes.conversationOf(i).id().value());
            insert.setLong(2, event.sequence());
            insert.setLong(3, event.timeMillis());
            insert.setInt(4, EventColumns.kind(event.change()));
            insert.setString(5, event.author().person().text());
            insert.setString(6, event.author().source().text());
            insert.setString(7, event.author().account());
            insert.setString(8, EventColumns.body(event.change()));
            insert.setString(9, EventColumns.detail(event.change()));
            insert.addBatch();
        }
        insert.executeBatch();
    }

    /** Takes back what was said: the place stays. */
    void redact(ChangeSet changes) throws SQLException {
        for (Need.OfEvent event : changes.redacted()) {
            PreparedStatement update = statements.prepare(REDACT);
            update.setLong(1, event.conversation().value());
            update.setLong(2, event.sequence());
            update.executeUpdate();
        }
    }

    /**
     * Throws away some of the conversation that ended first.
     *
     * @return whether there may be more
     */
    boolean purge(int maxRows) throws SQLException {
        PreparedStatement messages = statements.prepare("DELETE FROM messages WHERE (conversation, sequence) IN"
                + " (SELECT conversation, sequence FROM messages"
                + " WHERE conversation = (SELECT min(conversation) FROM ended) ORDER BY sequence LIMIT ?)");
        messages.setInt(1, maxRows);
        if (messages.executeUpdate() == maxRows) {
            return true;
        }
        return statements
                        .prepare("DELETE FROM ended WHERE conversation = (SELECT min(conversation) FROM ended)")
                        .executeUpdate()
                > 0;
    }
}
