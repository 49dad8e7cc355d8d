package chat.parley.room.jdbc;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.room.model.ChangeSet;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What rooms say of themselves. Blocking, and called by one thread at a time. */
final class MetadataRows {
    private static final String UPSERT = "INSERT INTO room_metadata (conversation, name, value) VALUES (?, ?, ?)"
            + " ON CONFLICT (conversation, name) DO UPDATE SET value = excluded.value";
    private static final String DELETE = "DELETE FROM room_metadata WHERE conversation = ? AND name = ?";

    private final Statements statements;

    MetadataRows(Statements statements) {
        this.statements = statements;
    }

    /** @param ended conversations that nothing is to be stored of any more */
    void write(ChangeSet changes, Set<ConversationId> ended) throws SQLException {
        for (var entry : changes.metadata().entrySet()) {
            ChangeSet.MetadataOf of = entry.getKey();
            if (ended.contains(of.conversation())) {
                continue;
            }
            PreparedStatement statement = statements.prepare(entry.getValue().isPresent() ? UPSERT : DELETE);
            statement.setLong(1, of.conversation().value());
            statement.setString(2, of.key().value());
            if (entry.getValue().isPresent()) {
                statement.setString(3, entry.getValue().get());
            }
            statement.executeUpdate();
        }
    }

    /** The room is no more. */
    void end(ConversationId room) throws SQLException {
        statements.execute("DELETE FROM room_metadata WHERE conversation = ?", room.value());
    }

    Metadata read(ConversationId room) throws SQLException {
        PreparedStatement query = statements.prepare("SELECT name, value FROM room_metadata WHERE conversation = ?");
        query.setLong(1, room.value());
        Map<MetadataKey, String> values = new HashMap<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                values.put(new MetadataKey(rows.getString(1)), rows.getString(2));
            }
        }
        return values.isEmpty() ? Metadata.NONE : new Metadata(0, values);
    }
}
