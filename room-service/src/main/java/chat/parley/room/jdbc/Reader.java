package chat.parley.room.jdbc;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RoomModes;
import chat.parley.contracts.room.RoomSummary;
import chat.parley.contracts.room.TargetActivity;
import chat.parley.contracts.room.Topic;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.model.Conversation;
import chat.parley.room.model.Direct;
import chat.parley.room.model.Memberships;
import chat.parley.room.model.Need;
import chat.parley.room.model.Ranks;
import chat.parley.room.model.Room;
import chat.parley.room.model.Said;
import chat.parley.room.model.Slice;
import chat.parley.room.store.Loaded;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is read, beside the writer, by connections of their own. */
final class Reader {
    private static final String CONVERSATION =
            "SELECT c.id, c.lookup, c.kind, c.name, c.first_nick, c.second_nick, c.flags, c.room_key, c.member_limit,"
                    + " c.topic, c.topic_by, c.topic_at, c.created_at, c.remembered, m.sequence, m.time"
                    + " FROM conversations c LEFT JOIN messages m ON m.conversation = c.id AND m.sequence ="
                    + " (SELECT max(x.sequence) FROM messages x WHERE x.conversation = c.id) WHERE ";
    private static final String REF = "SELECT c.id, c.lookup, c.kind, c.name, c.first_nick, c.second_nick, ";
    private static final String LATEST_SAID =
            "(SELECT x.sequence FROM messages x WHERE x.conversation = c.id AND x.kind <= " + EventColumns.LAST_SAID
                    + " ORDER BY x.sequence DESC LIMIT 1)";
    private static final int ID = 0;
    private static final int LOOKUP = 1;
    private static final int KIND = 2;
    private static final int NAME = 3;
    private static final int FIRST_NICK = 4;
    private static final int SECOND_NICK = 5;
    private static final int AFTER_REF = 6;

    private final Pool pool;

    Reader(Pool pool) {
        this.pool = pool;
    }

    Future<Loaded> load(Need need) {
        return switch (need) {
            case Need.OfRoom room ->
                conversation(need, "c.lookup = ?", Tuple.of(room.name().folded()));
            case Need.OfPair pair -> conversation(need, "c.lookup = ?", Tuple.of(pair.text()));
            case Need.OfConversation byId ->
                conversation(need, "c.id = ?", Tuple.of(byId.id().value()));
            case Need.OfPerson person -> person(person.person());
            case Need.OfNonce nonce -> nonce(nonce);
        };
    }

    private Future<Loaded> conversation(Need need, String where, Tuple arguments) {
        return query(CONVERSATION + where, arguments).compose(rows -> {
            for (Row row : rows) {
                return row.getInteger(KIND) == Writer.ROOM
                        ? room(row).map(Loaded.Found::new)
                        : Future.succeededFuture(new Loaded.Found(direct(row)));
            }
            return Future.succeededFuture(new Loaded.Absent(need));
        });
    }

    private Future<Conversation> room(Row row) {
        ConversationRef.Room ref =
                new ConversationRef.Room(new ConversationId(row.getLong(ID)), new RoomName(row.getString(NAME)));
        RoomModes modes = new RoomModes(row.getString(6), row.getString(7), row.getInteger(8));
        String topicText = row.getString(9);
        Topic topic = topicText == null ? null : new Topic(topicText, row.getString(10), row.getLong(11));
        return query("SELECT person, ranks FROM members WHERE conversation = ?", Tuple.of(row.getLong(ID)))
                .map(rows -> {
                    Map<PersonId, Integer> members = HashMap.newHashMap(rows.size());
                    rows.forEach(member ->
                            members.put(PersonId.parse(member.getString(0)), Ranks.parse(member.getString(1))));
                    return new Room(
                            ref,
                            orZero(row.getLong(14)),
                            orZero(row.getLong(15)),
                            row.getLong(12),
                            modes,
                            topic,
                            row.getInteger(13) != 0,
                            members);
                });
    }

    private static Direct direct(Row row) {
        return new Direct((ConversationRef.Direct) ref(row), orZero(row.getLong(14)), orZero(row.getLong(15)));
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    private Future<Loaded> person(PersonId person) {
        return query(
                        "SELECT c.id, c.kind FROM members me JOIN conversations c ON c.id = me.conversation"
                                + " WHERE me.person = ?",
                        Tuple.of(person.text()))
                .map(rows -> {
                    List<ConversationId> rooms = new ArrayList<>();
                    List<ConversationId> directs = new ArrayList<>();
                    for (Row row : rows) {
                        (row.getInteger(1) == Writer.ROOM ? rooms : directs).add(new ConversationId(row.getLong(0)));
                    }
                    boolean guest = person instanceof PersonId.OfGuest;
                    return new Loaded.FoundPerson(person, new Memberships(rooms, guest ? directs : List.of()));
                });
    }

    private Future<Loaded> nonce(Need.OfNonce nonce) {
        return query(
                        "SELECT digest, sequence, time FROM nonces WHERE conversation = ? AND account = ? AND nonce = ?",
                        Tuple.of(
                                nonce.conversation().value(),
                                nonce.account().value(),
                                nonce.nonce().value()))
                .map(rows -> first(rows, row -> new Said(row.getLong(0), row.getLong(1), row.getLong(2)))
                        .<Loaded>map(said -> new Loaded.FoundNonce(nonce, said))
                        .orElseGet(() -> new Loaded.Absent(nonce)));
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

    Future<List<Arrived.Missed>> missed(AccountId account) {
        String me = new PersonId.OfAccount(account).text();
        String sql = REF + " COALESCE(p.sequence, 0), m.sequence, m.time FROM members me"
                + " JOIN conversations c ON c.id = me.conversation"
                + " LEFT JOIN positions p ON p.conversation = c.id AND p.account = ?"
                + " JOIN messages m ON m.conversation = c.id AND m.sequence ="
                + " (SELECT x.sequence FROM messages x WHERE x.conversation = c.id AND x.sequence > COALESCE(p.sequence, 0)"
                + " AND x.kind <= " + EventColumns.LAST_SAID + " AND x.person <> ? ORDER BY x.sequence DESC LIMIT 1)"
                + " WHERE me.person = ? AND c.kind = " + Writer.DIRECT + " ORDER BY m.time";
        return query(sql, Tuple.of(account.value(), me, me))
                .map(rows -> list(
                        rows,
                        row -> new Arrived.Missed(
                                (ConversationRef.Direct) ref(row),
                                row.getLong(AFTER_REF),
                                row.getLong(AFTER_REF + 1),
                                row.getLong(AFTER_REF + 2))));
    }

    Future<List<TargetActivity>> targets(PersonId person, long afterMillis, long beforeMillis, int limit) {
        String sql = REF + " m.time FROM members me JOIN conversations c ON c.id = me.conversation"
                + " JOIN messages m ON m.conversation = c.id AND m.sequence = " + LATEST_SAID
                + " WHERE me.person = ? AND m.time > ? AND m.time < ? ORDER BY m.time, c.id LIMIT ?";
        return query(sql, Tuple.of(person.text(), afterMillis, beforeMillis, limit))
                .map(rows -> list(rows, row -> new TargetActivity(ref(row), row.getLong(AFTER_REF))));
    }

    Future<List<RoomSummary>> rooms(int limit) {
        String sql = "SELECT name, topic, created_at, topic_at FROM conversations WHERE kind = " + Writer.ROOM
                + " AND flags NOT LIKE '%s%' ORDER BY id LIMIT ?";
        return query(sql, Tuple.of(limit))
                .map(rows -> list(
                        rows,
                        row -> new RoomSummary(
                                new RoomName(row.getString(0)),
                                0,
                                row.getString(1) == null ? "" : row.getString(1),
                                row.getLong(2),
                                orZero(row.getLong(3)))));
    }

    Future<Void> close() {
        return pool.close();
    }

    private static ConversationRef ref(Row row) {
        ConversationId id = new ConversationId(row.getLong(ID));
        if (row.getInteger(KIND) == Writer.ROOM) {
            return new ConversationRef.Room(id, new RoomName(row.getString(NAME)));
        }
        String lookup = row.getString(LOOKUP);
        int space = lookup.indexOf(' ');
        return new ConversationRef.Direct(
                id,
                PersonId.parse(lookup.substring(0, space)),
                new Nickname(row.getString(FIRST_NICK)),
                PersonId.parse(lookup.substring(space + 1)),
                new Nickname(row.getString(SECOND_NICK)));
    }

    private Future<RowSet<Row>> query(String sql, Tuple arguments) {
        return pool.preparedQuery(sql).execute(arguments);
    }

    private static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> reading) {
        for (Row row : rows) {
            return Optional.of(reading.apply(row));
        }
        return Optional.empty();
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> reading) {
        List<T> list = new ArrayList<>(rows.size());
        rows.forEach(row -> list.add(reading.apply(row)));
        return list;
    }
}
