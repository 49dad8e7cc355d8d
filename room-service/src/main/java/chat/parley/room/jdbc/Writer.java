package chat.parley.room.jdbc;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.Topic;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.Conversation;
import chat.parley.room.model.Direct;
import chat.parley.room.model.Need;
import chat.parley.room.model.Room;
import chat.parley.room.policy.Ranks;
import chat.parley.room.store.StoreTakenException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one connection that writes. A batch is one transaction and one piece of work for the thread that does it, with few prepared
 * statements whatever the batch's size. Blocking, and called by one thread at a time.
 */
final class Writer implements SqlThread.OnConnection {
    private static final String INSERT_MESSAGE =
            "INSERT INTO messages (conversation, sequence, time, kind, person, source, account, body, detail)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPSERT_CONVERSATION =
            "INSERT INTO conversations (id, lookup, kind, name, first_nick, second_nick, flags, room_key, member_limit,"
                    + " topic, topic_by, topic_at, created_at, remembered) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (id) DO UPDATE SET lookup = excluded.lookup, name = excluded.name, first_nick = excluded.first_nick,"
                    + " second_nick = excluded.second_nick, flags = excluded.flags, room_key = excluded.room_key,"
                    + " member_limit = excluded.member_limit, topic = excluded.topic, topic_by = excluded.topic_by,"
                    + " topic_at = excluded.topic_at, remembered = excluded.remembered";
    private static final String UPSERT_MEMBER = "INSERT INTO members (conversation, person, ranks) VALUES (?, ?, ?)"
            + " ON CONFLICT (conversation, person) DO UPDATE SET ranks = excluded.ranks";
    private static final String DELETE_MEMBER = "DELETE FROM members WHERE conversation = ? AND person = ?";
    private static final String UPSERT_NONCE =
            "INSERT INTO nonces (conversation, account, nonce, digest, sequence, time) VALUES (?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (conversation, account, nonce) DO UPDATE SET digest = excluded.digest,"
                    + " sequence = excluded.sequence, time = excluded.time";
    private static final String UPSERT_POSITION =
            "INSERT INTO positions (account, conversation, sequence) VALUES (?, ?, ?)"
                    + " ON CONFLICT (conversation, account) DO UPDATE SET sequence = excluded.sequence"
                    + " WHERE excluded.sequence > positions.sequence";
    private static final String MARK = "UPDATE writer SET batch = ?,"
            + " next_conversation = CASE WHEN next_conversation < ? THEN ? ELSE next_conversation END"
            + " WHERE id = 1 AND epoch = ?";

    /** So few that nobody who says something meanwhile waits for long. */
    private static final int MOST_INDEXED_AT_ONCE = 250;

    static final int ROOM = 1;
    static final int DIRECT = 2;

    private final Connection connection;
    private final long epoch;
    private final Statements statements;
    private final ModerationRows moderation;
    private final MetadataRows metadata;
    private final SearchRows search;
    private final MarkerRows markers;

    /** @param connection with autocommit off; becomes the writer's own */
    Writer(Connection connection, long epoch, SearchIndex index) {
        this.connection = connection;
        this.epoch = epoch;
        this.statements = new Statements(connection);
        this.moderation = new ModerationRows(statements);
        this.metadata = new MetadataRows(statements);
        this.search = new SearchRows(statements, index);
        this.markers = new MarkerRows(statements);
    }

    void commit(long batch, ChangeSet changes) throws SQLException {
        // first, so that a room may end and be made again under its name
        end(changes.ended());
        giveUpNames(changes.renamed());
        conversations(changes);
        messages(changes);
        lastTimes(changes);
        redact(changes);
        search.write(changes);
        Set<ConversationId> ended = new HashSet<>();
        changes.ended().forEach(conversation -> ended.add(conversation.id()));
        members(changes, ended);
        moderation.write(changes, ended);
        metadata.write(changes, ended);
        nonces(changes);
        positions(changes);
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
        // by time, whose index it walks; as many more as share the last one's millisecond
        PreparedStatement nonces = prepare("DELETE FROM nonces WHERE time < ?"
                + " AND time <= COALESCE((SELECT time FROM nonces ORDER BY time LIMIT 1 OFFSET ?), ?)");
        nonces.setLong(1, noncesBeforeMillis);
        nonces.setInt(2, maxRows - 1);
        nonces.setLong(3, noncesBeforeMillis);
        int purged = nonces.executeUpdate();
        // within the transaction that the statement before has begun
        ownedBatch();
        search.purge(maxRows);
        PreparedStatement messages = prepare("DELETE FROM messages WHERE (conversation, sequence) IN"
                + " (SELECT conversation, sequence FROM messages"
                + " WHERE conversation = (SELECT min(conversation) FROM ended) ORDER BY sequence LIMIT ?)");
        messages.setInt(1, maxRows);
        int emptied = messages.executeUpdate();
        int finished = emptied < maxRows
                ? prepare("DELETE FROM ended WHERE conversation = (SELECT min(conversation) FROM ended)")
                        .executeUpdate()
                : 0;
        boolean behind = search.catchUp(Math.min(maxRows, MOST_INDEXED_AT_ONCE));
        connection.commit();
        return purged >= maxRows || emptied == maxRows || finished > 0 || behind;
    }

    private void messages(ChangeSet changes) throws SQLException {
        if (changes.storedEvents() == 0) {
            return;
        }
        PreparedStatement insert = prepare(INSERT_MESSAGE);
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

    /** So that rooms may change names within one batch; what stands there meanwhile is no room's name and no pair's. */
    private void giveUpNames(Set<Conversation> renamed) throws SQLException {
        for (Conversation conversation : renamed) {
            execute("UPDATE conversations SET lookup = '!' || id WHERE id = ?", conversation.id());
        }
    }

    private void redact(ChangeSet changes) throws SQLException {
        for (Need.OfEvent event : changes.redacted()) {
            PreparedStatement update = prepare("UPDATE messages SET kind = " + EventColumns.REDACTED
                    + ", body = NULL, detail = NULL WHERE conversation = ? AND sequence = ?");
            update.setLong(1, event.conversation().value());
            update.setLong(2, event.sequence());
            update.executeUpdate();
        }
    }

    private void conversations(ChangeSet changes) throws SQLException {
        if (changes.changed().isEmpty()) {
            return;
        }
        PreparedStatement upsert = prepare(UPSERT_CONVERSATION);
        boolean any = false;
        for (Conversation conversation : changes.changed()) {
            if (!changes.ended().contains(conversation)) {
                any = true;
                switch (conversation) {
                    case Room room -> room(upsert, room);
                    case Direct direct -> direct(upsert, direct);
                }
                upsert.addBatch();
            }
        }
        if (any) {
            upsert.executeBatch();
        }
    }

    private static void room(PreparedStatement upsert, Room room) throws SQLException {
        Topic topic = room.topic();
        upsert.setLong(1, room.id().value());
        upsert.setString(2, room.ref().name().folded());
        upsert.setInt(3, ROOM);
        upsert.setString(4, room.ref().name().value());
        upsert.setString(5, null);
        upsert.setString(6, null);
        upsert.setString(7, room.modes().flags());
        upsert.setString(8, room.modes().key());
        upsert.setInt(9, room.modes().limit());
        upsert.setString(10, topic == null ? null : topic.text());
        upsert.setString(11, topic == null ? null : topic.setBy());
        upsert.setObject(12, topic == null ? null : topic.setAtMillis());
        upsert.setLong(13, room.createdAtMillis());
        upsert.setInt(14, room.remembered() ? 1 : 0);
    }

    private static void direct(PreparedStatement upsert, Direct direct) throws SQLException {
        upsert.setLong(1, direct.id().value());
        upsert.setString(2, direct.need().text());
        upsert.setInt(3, DIRECT);
        upsert.setString(4, null);
        upsert.setString(5, direct.ref().firstNick().value());
        upsert.setString(6, direct.ref().secondNick().value());
        upsert.setString(7, null);
        upsert.setString(8, null);
        upsert.setInt(9, 0);
        upsert.setString(10, null);
        upsert.setString(11, null);
        upsert.setObject(12, null);
        upsert.setLong(13, 0);
        upsert.setInt(14, 0);
    }

    /** By these private conversations are found in which something was said lately. */
    private void lastTimes(ChangeSet changes) throws SQLException {
        Map<ConversationId, Long> times = new HashMap<>();
        for (int i = 0; i < changes.events().size(); i++) {
            Conversation conversation = changes.conversationOf(i);
            if (conversation instanceof Direct && changes.events().get(i).sequence() > 0) {
                times.put(conversation.id(), changes.events().get(i).timeMillis());
            }
        }
        if (times.isEmpty()) {
            return;
        }
        PreparedStatement update = prepare("UPDATE conversations SET last_at = ? WHERE id = ?");
        for (Map.Entry<ConversationId, Long> entry : times.entrySet()) {
            update.setLong(1, entry.getValue());
            update.setLong(2, entry.getKey().value());
            update.addBatch();
        }
        update.executeBatch();
    }

    private void members(ChangeSet changes, Set<ConversationId> ended) throws SQLException {
        if (changes.members().isEmpty()) {
            return;
        }
        PreparedStatement upsert = prepare(UPSERT_MEMBER);
        PreparedStatement delete = prepare(DELETE_MEMBER);
        boolean upserts = false;
        boolean deletes = false;
        for (Map.Entry<ChangeSet.Membership, Integer> entry : changes.members().entrySet()) {
            ChangeSet.Membership key = entry.getKey();
            if (ended.contains(key.conversation())) {
                continue;
            }
            boolean gone = entry.getValue() == ChangeSet.GONE;
            PreparedStatement statement = gone ? delete : upsert;
            statement.setLong(1, key.conversation().value());
            statement.setString(2, key.person().text());
            if (!gone) {
                statement.setString(3, Ranks.text(entry.getValue()));
            }
            statement.addBatch();
            upserts |= !gone;
            deletes |= gone;
        }
        if (upserts) {
            upsert.executeBatch();
        }
        if (deletes) {
            delete.executeBatch();
        }
    }

    private void nonces(ChangeSet changes) throws SQLException {
        if (changes.nonces().isEmpty()) {
            return;
        }
        PreparedStatement upsert = prepare(UPSERT_NONCE);
        for (var entry : changes.nonces().entrySet()) {
            upsert.setLong(1, entry.getKey().conversation().value());
            upsert.setLong(2, entry.getKey().account().value());
            upsert.setString(3, entry.getKey().nonce().value());
            upsert.setLong(4, entry.getValue().digest());
            upsert.setLong(5, entry.getValue().sequence());
            upsert.setLong(6, entry.getValue().timeMillis());
            upsert.addBatch();
        }
        upsert.executeBatch();
    }

    private void positions(ChangeSet changes) throws SQLException {
        if (changes.positions().isEmpty()) {
            return;
        }
        PreparedStatement upsert = prepare(UPSERT_POSITION);
        for (var entry : changes.positions().entrySet()) {
            upsert.setLong(1, entry.getKey().account().value());
            upsert.setLong(2, entry.getKey().conversation().value());
            upsert.setLong(3, entry.getValue());
            upsert.addBatch();
        }
        upsert.executeBatch();
    }

    private void forget(ChangeSet changes) throws SQLException {
        for (PersonId.OfAccount account : changes.forgotten()) {
            execute("DELETE FROM nonces WHERE account = ?", account.account().value());
            execute("DELETE FROM positions WHERE account = ?", account.account().value());
            execute(
                    "DELETE FROM kept_ranks WHERE account = ?",
                    account.account().value());
            PreparedStatement invitations = prepare("DELETE FROM invitations WHERE person = ?");
            invitations.setString(1, account.text());
            invitations.executeUpdate();
            PreparedStatement members = prepare("DELETE FROM members WHERE person = ?");
            members.setString(1, account.text());
            members.executeUpdate();
            PreparedStatement forgotten = prepare("INSERT INTO forgotten (person) VALUES (?) ON CONFLICT DO NOTHING");
            forgotten.setString(1, account.text());
            forgotten.executeUpdate();
        }
    }

    private void end(Set<Conversation> ended) throws SQLException {
        for (Conversation conversation : ended) {
            ConversationId id = conversation.id();
            execute("DELETE FROM members WHERE conversation = ?", id);
            moderation.end(id);
            metadata.end(id);
            execute("DELETE FROM positions WHERE conversation = ?", id);
            execute("DELETE FROM conversations WHERE id = ?", id);
            execute("INSERT INTO ended (conversation) VALUES (?)", id);
        }
    }

    private void execute(String sql, ConversationId id) throws SQLException {
        execute(sql, id.value());
    }

    private void execute(String sql, long key) throws SQLException {
        PreparedStatement statement = prepare(sql);
        statement.setLong(1, key);
        statement.executeUpdate();
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
