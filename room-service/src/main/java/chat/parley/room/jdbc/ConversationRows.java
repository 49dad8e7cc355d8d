package chat.parley.room.jdbc;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Topic;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.Conversation;
import chat.parley.room.model.Direct;
import chat.parley.room.model.Room;
import chat.parley.room.policy.Ranks;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Rooms and private conversations, and who is in them. Blocking, and called by one thread at a time. */
final class ConversationRows {
    /** Kinds of conversations. */
    static final int ROOM = 1;

    static final int DIRECT = 2;

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

    private final Statements statements;

    ConversationRows(Statements statements) {
        this.statements = statements;
    }

    /** So that rooms may change names within one batch; what stands there meanwhile is no room's name and no pair's. */
    void giveUpNames(Set<Conversation> renamed) throws SQLException {
        for (Conversation conversation : renamed) {
            statements.execute(
                    "UPDATE conversations SET lookup = '!' || id WHERE id = ?",
                    conversation.id().value());
        }
    }

    void write(ChangeSet changes) throws SQLException {
        if (changes.changed().isEmpty()) {
            return;
        }
        PreparedStatement upsert = statements.prepare(UPSERT_CONVERSATION);
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
    void lastTimes(ChangeSet changes) throws SQLException {
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
        PreparedStatement update = statements.prepare("UPDATE conversations SET last_at = ? WHERE id = ?");
        for (Map.Entry<ConversationId, Long> entry : times.entrySet()) {
            update.setLong(1, entry.getValue());
            update.setLong(2, entry.getKey().value());
            update.addBatch();
        }
        update.executeBatch();
    }

    /** @param ended conversations that nothing is to be stored of any more */
    void members(ChangeSet changes, Set<ConversationId> ended) throws SQLException {
        if (changes.members().isEmpty()) {
            return;
        }
        PreparedStatement upsert = statements.prepare(UPSERT_MEMBER);
        PreparedStatement delete = statements.prepare(DELETE_MEMBER);
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

    /** The conversation is no more. */
    void end(ConversationId id) throws SQLException {
        statements.execute("DELETE FROM members WHERE conversation = ?", id.value());
        statements.execute("DELETE FROM conversations WHERE id = ?", id.value());
    }

    /** Somebody is in nothing any more. */
    void forget(PersonId person) throws SQLException {
        statements.execute("DELETE FROM members WHERE person = ?", person.text());
    }
}
