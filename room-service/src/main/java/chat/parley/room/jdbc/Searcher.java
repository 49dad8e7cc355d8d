package chat.parley.room.jdbc;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.SearchHit;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.model.SearchPlan;
import chat.parley.room.model.Shown;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks for what was said: one conversation after the other. Blocking, and called by one thread at a time. */
final class Searcher implements SqlThread.OnConnection {
    private static final int MOST_CONVERSATIONS = 200;
    private static final int MOST_HITS = 1_000;
    /** Of what is not in the index yet. */
    private static final int MOST_LOOKED_THROUGH = 10_000;

    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final String MINE = "SELECT c.id, c.kind, c.lookup, c.name, c.first_nick, c.second_nick,"
            + " (SELECT time FROM messages x WHERE x.conversation = c.id ORDER BY sequence DESC LIMIT 1) AS latest"
            + " FROM members me JOIN conversations c ON c.id = me.conversation WHERE me.person = ?"
            + " ORDER BY latest DESC NULLS LAST LIMIT " + MOST_CONVERSATIONS;
    private static final String COLUMNS = "SELECT m.sequence, m.time, m.kind, m.person, m.source,"
            + " CASE WHEN m.person IN (SELECT person FROM forgotten) THEN NULL ELSE m.account END, m.body, m.detail FROM ";

    private final Connection connection;
    private final Statements statements;
    private final SearchIndex index;

    /** @param connection with autocommit on; becomes the searcher's own */
    Searcher(Connection connection, SearchIndex index) {
        this.connection = connection;
        this.index = index;
        this.statements = new Statements(connection);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    List<SearchHit> search(SearchPlan plan) throws SQLException {
        ConversationRef in = plan.in();
        int limit = Math.clamp(plan.asked().limit(), 1, MOST_HITS);
        if (in != null) {
            List<SearchHit> hits = in(in, plan, new Shown.ToReader(false, plan.upTo()), limit);
            return plan.oldest() ? hits : reversed(hits);
        }
        long began = System.nanoTime();
        List<SearchHit> all = new ArrayList<>();
        for (ConversationRef mine : conversations(plan.asked().reader())) {
            if (System.nanoTime() - began > MOST_NANOS) {
                break;
            }
            all.addAll(in(mine, plan, new Shown.ToReader(false, null), limit));
        }
        all.sort(Comparator.comparingLong(hit -> hit.event().timeMillis()));
        int from = plan.oldest() ? 0 : Math.max(0, all.size() - limit);
        return List.copyOf(all.subList(from, Math.min(all.size(), from + limit)));
    }

    private static List<SearchHit> reversed(List<SearchHit> hits) {
        Collections.reverse(hits);
        return hits;
    }

    private List<ConversationRef> conversations(PersonId reader) throws SQLException {
        PreparedStatement query = statements.prepare(MINE);
        query.setString(1, reader.text());
        List<ConversationRef> conversations = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                ConversationId id = new ConversationId(rows.getLong(1));
                conversations.add(
                        rows.getInt(2) == ConversationRows.ROOM
                                ? new ConversationRef.Room(id, new RoomName(rows.getString(4)))
                                : direct(id, rows.getString(3), rows.getString(5), rows.getString(6)));
            }
        }
        return conversations;
    }

    private static ConversationRef direct(ConversationId id, String lookup, String firstNick, String secondNick) {
        int space = lookup.indexOf(' ');
        return new ConversationRef.Direct(
                id,
                PersonId.parse(lookup.substring(0, space)),
                new Nickname(firstNick),
                PersonId.parse(lookup.substring(space + 1)),
                new Nickname(secondNick));
    }

    /** In the order in which they are looked for. What is not in the index yet is newer than all that is. */
    private List<SearchHit> in(ConversationRef conversation, SearchPlan plan, Shown shown, int limit)
            throws SQLException {
        if (plan.words().isEmpty() && plan.nick() == null) {
            return read(conversation, plan, shown, null, 0, limit);
        }
        long indexed = indexed(conversation.id());
        List<SearchHit> hits = new ArrayList<>();
        if (plan.oldest()) {
            String words = index.query(plan, conversation.id().value());
            hits.addAll(read(conversation, plan, shown, words, indexed, limit));
            hits.addAll(lookedThrough(conversation, plan, shown, indexed, limit - hits.size()));
        } else {
            hits.addAll(lookedThrough(conversation, plan, shown, indexed, limit));
            if (hits.size() < limit) {
                String words = index.query(plan, conversation.id().value());
                hits.addAll(read(conversation, plan, shown, words, indexed, limit - hits.size()));
            }
        }
        return hits;
    }

    private long indexed(ConversationId conversation) throws SQLException {
        PreparedStatement query = statements.prepare("SELECT sequence FROM indexed WHERE conversation = ?");
        query.setLong(1, conversation.value());
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private List<SearchHit> lookedThrough(
            ConversationRef conversation, SearchPlan plan, Shown shown, long indexed, int limit) throws SQLException {
        return limit <= 0
                ? List.of()
                : read(conversation, plan, shown, null, indexed, MOST_LOOKED_THROUGH).stream()
                        .filter(hit -> plan.matches(hit.event()))
                        .limit(limit)
                        .toList();
    }

    /**
     * Reads from the index where there are words to ask it for, else all that comes after a sequence.
     *
     * @param indexed up to which sequence the index is asked, and after which it is not
     */
    private List<SearchHit> read(
            ConversationRef conversation, SearchPlan plan, Shown shown, @Nullable String words, long indexed, int limit)
            throws SQLException {
        long id = conversation.id().value();
        RoomRequest.Search asked = plan.asked();
        // the index first, whatever SQLite's planner thinks of it; times never go back within a conversation
        String sql = COLUMNS
                + (words == null
                        ? "messages m WHERE m.conversation = ? AND m.sequence > ?"
                        : "said s CROSS JOIN messages m WHERE m.conversation = ? AND m.sequence = s.rowid & "
                                + SearchIndex.SEQUENCE_MASK
                                + " AND " + index.condition() + " AND s.rowid > ? AND s.rowid <= ?")
                + " AND m.time >= ? AND m.time <= ?"
                + EventColumns.condition(shown)
                + (words == null ? " ORDER BY m.sequence" : " ORDER BY s.rowid")
                + (plan.oldest() ? "" : " DESC")
                + " LIMIT ?";
        PreparedStatement query = statements.prepare(sql);
        int place = 1;
        query.setLong(place++, id);
        if (words == null) {
            query.setLong(place++, indexed);
        } else {
            query.setString(place++, words);
            query.setLong(place++, SearchIndex.row(id, 0));
            query.setLong(place++, SearchIndex.row(id, indexed));
        }
        query.setLong(place++, asked.afterMillis() == null ? Long.MIN_VALUE : asked.afterMillis());
        query.setLong(place++, asked.beforeMillis() == null ? Long.MAX_VALUE : asked.beforeMillis());
        query.setInt(place, limit);
        List<SearchHit> hits = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                hits.add(new SearchHit(
                        conversation,
                        EventColumns.event(
                                rows.getLong(1),
                                rows.getLong(2),
                                rows.getInt(3),
                                rows.getString(4),
                                rows.getString(5),
                                rows.getString(6),
                                rows.getString(7),
                                rows.getString(8))));
            }
        }
        return hits;
    }
}
