package chat.parley.room.jdbc;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.ConversationCount;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.FoundRoom;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomSummary;
import chat.parley.contracts.room.TargetActivity;
import chat.parley.database.jdbc.Dialect;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.model.Slice;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads pages of the record and lists, on connections of their own. */
final class Reader {
    static final String REF = "SELECT c.id, c.lookup, c.kind, c.name, c.first_nick, c.second_nick, ";
    private static final String LATEST_SAID =
            "(SELECT x.sequence FROM messages x WHERE x.conversation = c.id AND x.kind <= " + EventColumns.LAST_SAID
                    + " ORDER BY x.sequence DESC LIMIT 1)";
    private static final int ID = 0;
    private static final int LOOKUP = 1;
    private static final int KIND = 2;
    private static final int NAME = 3;
    private static final int FIRST_NICK = 4;
    private static final int SECOND_NICK = 5;
    static final int AFTER_REF = 6;

    private final Pool pool;
    private final Dialect dialect;

    Reader(Pool pool, Dialect dialect) {
        this.pool = pool;
        this.dialect = dialect;
    }

    Future<List<Event>> read(ConversationId conversation, Slice slice) {
        SliceSql sql = SliceSql.of(conversation, slice);
        return query(sql.text(), sql.arguments()).map(rows -> {
            List<Event> events = new ArrayList<>(rows.size());
            for (Row row : rows) {
                events.add(EventColumns.event(
                        row.getLong(0),
                        row.getLong(1),
                        row.getInteger(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7)));
            }
            if (slice.newest()) {
                Collections.reverse(events);
            }
            return events;
        });
    }

    Future<List<TargetActivity>> targets(PersonId person, long afterMillis, long beforeMillis, int limit) {
        String sql = REF + " m.time FROM members me JOIN conversations c ON c.id = me.conversation"
                + " JOIN messages m ON m.conversation = c.id AND m.sequence = " + LATEST_SAID
                + " WHERE me.person = ? AND m.time > ? AND m.time < ? ORDER BY m.time, c.id LIMIT ?";
        return query(sql, Tuple.of(person.text(), afterMillis, beforeMillis, limit))
                .map(rows -> list(rows, row -> new TargetActivity(ref(row), row.getLong(AFTER_REF))));
    }

    Future<List<RoomSummary>> rooms(@Nullable ConversationId after, int limit) {
        String sql = "SELECT id, name, topic, created_at, topic_at FROM conversations WHERE kind = "
                + ConversationRows.ROOM + " AND id > ? AND flags NOT LIKE '%s%' ORDER BY id LIMIT ?";
        return query(sql, Tuple.of(after == null ? 0 : after.value(), limit))
                .map(rows -> list(
                        rows,
                        row -> new RoomSummary(
                                new ConversationId(row.getLong(0)),
                                new RoomName(row.getString(1)),
                                0,
                                row.getString(2) == null ? "" : row.getString(2),
                                row.getLong(3),
                                row.getLong(4) == null ? 0 : row.getLong(4))));
    }

    Future<List<FoundRoom>> find(String text, String after, int limit) {
        String sql = "SELECT c.name, (SELECT count(*) FROM members m WHERE m.conversation = c.id), c.topic, c.flags,"
                + " c.created_at FROM conversations c WHERE c.kind = " + ConversationRows.ROOM
                + " AND c.lookup > ? AND " + dialect.contains("c.lookup") + " ORDER BY c.lookup LIMIT ?";
        return query(sql, Tuple.of(after, text, limit))
                .map(rows -> list(
                        rows,
                        row -> new FoundRoom(
                                new RoomName(row.getString(0)),
                                row.getLong(1),
                                row.getString(2) == null ? "" : row.getString(2),
                                row.getString(3) == null ? "" : row.getString(3),
                                row.getLong(4))));
    }

    Future<ConversationCount> count() {
        String sql = "SELECT COALESCE(sum(CASE WHEN kind = " + ConversationRows.ROOM + " THEN 1 ELSE 0 END), 0),"
                + " COALESCE(sum(CASE WHEN kind = " + ConversationRows.DIRECT
                + " THEN 1 ELSE 0 END), 0) FROM conversations";
        return query(sql, Tuple.tuple()).map(rows -> {
            Row row = rows.iterator().next();
            return new ConversationCount(row.getLong(0), row.getLong(1));
        });
    }

    Future<List<RecentDirect>> recentDirects(long sinceMillis, int limit) {
        String sql = REF + "COALESCE((SELECT x.sequence FROM messages x WHERE x.conversation = c.id AND x.time < ?"
                + " ORDER BY x.time DESC, x.sequence DESC LIMIT 1), 0),"
                + " (SELECT max(y.sequence) FROM messages y WHERE y.conversation = c.id)"
                + " FROM conversations c WHERE c.kind = " + ConversationRows.DIRECT
                + " AND c.last_at >= ? ORDER BY c.last_at DESC LIMIT ?";
        return query(sql, Tuple.of(sinceMillis, sinceMillis, limit))
                .map(rows -> list(
                        rows,
                        row -> new RecentDirect(direct(row), row.getLong(AFTER_REF), row.getLong(AFTER_REF + 1))));
    }

    Future<List<PersonId.OfGuest>> guests() {
        return query("SELECT DISTINCT person FROM members WHERE person >= 'g' AND person < 'h'", Tuple.tuple())
                .map(rows -> list(rows, row -> (PersonId.OfGuest) PersonId.parse(row.getString(0))));
    }

    Future<List<RoomName>> invitations(PersonId person) {
        String sql = "SELECT c.name FROM invitations i JOIN conversations c ON c.id = i.conversation"
                + " WHERE i.person = ? ORDER BY i.invited_at, c.id";
        return query(sql, Tuple.of(person.text())).map(rows -> list(rows, row -> new RoomName(row.getString(0))));
    }

    Future<Void> close() {
        return pool.close();
    }

    static ConversationRef ref(Row row) {
        return row.getInteger(KIND) == ConversationRows.ROOM
                ? new ConversationRef.Room(new ConversationId(row.getLong(ID)), new RoomName(row.getString(NAME)))
                : direct(row);
    }

    private static ConversationRef.Direct direct(Row row) {
        String lookup = row.getString(LOOKUP);
        int space = lookup.indexOf(' ');
        return new ConversationRef.Direct(
                new ConversationId(row.getLong(ID)),
                PersonId.parse(lookup.substring(0, space)),
                new Nickname(row.getString(FIRST_NICK)),
                PersonId.parse(lookup.substring(space + 1)),
                new Nickname(row.getString(SECOND_NICK)));
    }

    Future<RowSet<Row>> query(String sql, Tuple arguments) {
        return pool.preparedQuery(sql).execute(arguments);
    }

    static <T> List<T> list(RowSet<Row> rows, Function<Row, T> reading) {
        List<T> list = new ArrayList<>(rows.size());
        rows.forEach(row -> list.add(reading.apply(row)));
        return list;
    }
}
