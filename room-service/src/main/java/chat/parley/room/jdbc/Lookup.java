package chat.parley.room.jdbc;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.RoomModes;
import chat.parley.contracts.room.Topic;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.model.Conversation;
import chat.parley.room.model.Direct;
import chat.parley.room.model.MarkerChange;
import chat.parley.room.model.Memberships;
import chat.parley.room.model.Need;
import chat.parley.room.model.Room;
import chat.parley.room.model.Said;
import chat.parley.room.model.Spoken;
import chat.parley.room.policy.Ranks;
import chat.parley.room.store.Loaded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what decisions and arrivals need: small queries, many at a time. Blocking, and called by one thread at a time. */
final class Lookup implements SqlThread.OnConnection {
    private static final String CONVERSATION =
            "SELECT c.id, c.lookup, c.kind, c.name, c.first_nick, c.second_nick, c.flags, c.room_key, c.member_limit,"
                    + " c.topic, c.topic_by, c.topic_at, c.created_at, c.remembered, m.sequence, m.time"
                    + " FROM conversations c LEFT JOIN messages m ON m.conversation = c.id AND m.sequence ="
                    + " (SELECT max(x.sequence) FROM messages x WHERE x.conversation = c.id) WHERE ";
    /** Latest message of somebody else after what was given. */
    private static final String LATEST_MISSED = " JOIN messages m ON m.conversation = c.id AND m.sequence ="
            + " (SELECT x.sequence FROM messages x WHERE x.conversation = c.id"
            + " AND x.sequence > COALESCE(p.sequence, 0) AND x.kind <= " + EventColumns.LAST_SAID
            + " AND x.person <> ? ORDER BY x.sequence DESC LIMIT 1)";

    private static final String MISSED_DIRECTS =
            "SELECT c.id, c.lookup, c.first_nick, c.second_nick, COALESCE(p.sequence, 0), m.sequence, m.time"
                    + " FROM members me JOIN conversations c ON c.id = me.conversation"
                    + " LEFT JOIN positions p ON p.conversation = c.id AND p.account = ?"
                    + LATEST_MISSED
                    + " WHERE me.person = ? AND c.kind = " + ConversationRows.DIRECT + " ORDER BY m.time";

    /** A room of which no position is known was joined before positions were kept: nothing of it was missed. */
    private static final String MISSED_ROOMS = "SELECT c.id, c.name, p.sequence, m.sequence, m.time"
            + " FROM members me JOIN conversations c ON c.id = me.conversation"
            + " JOIN positions p ON p.conversation = c.id AND p.account = ?"
            + LATEST_MISSED
            + " WHERE me.person = ? AND c.kind = " + ConversationRows.ROOM + " ORDER BY m.time";

    private final Connection connection;
    private final Statements statements;
    private final ModerationRows moderation;
    private final MetadataRows metadata;

    /** @param connection with autocommit on; becomes the lookup's own */
    Lookup(Connection connection) {
        this.connection = connection;
        this.statements = new Statements(connection);
        this.moderation = new ModerationRows(statements);
        this.metadata = new MetadataRows(statements);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    List<Loaded> load(List<Need> needs) throws SQLException {
        List<Loaded> loaded = new ArrayList<>(needs.size());
        for (Need need : needs) {
            loaded.add(load(need));
        }
        return loaded;
    }

    private Loaded load(Need need) throws SQLException {
        return switch (need) {
            case Need.OfRoom room -> conversation(need, room.name().folded());
            case Need.OfPair pair -> conversation(need, pair.text());
            case Need.OfConversation byId -> {
                PreparedStatement query = prepare(CONVERSATION + "c.id = ?");
                query.setLong(1, byId.id().value());
                yield conversation(need, query);
            }
            case Need.OfPerson person -> person(person.person());
            case Need.OfNonce nonce -> nonce(nonce);
            case Need.OfEvent event -> event(event);
        };
    }

    private Loaded conversation(Need need, String lookup) throws SQLException {
        PreparedStatement query = prepare(CONVERSATION + "c.lookup = ?");
        query.setString(1, lookup);
        return conversation(need, query);
    }

    private Loaded conversation(Need need, PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                return new Loaded.Absent(need);
            }
            Conversation found = row.getInt(3) == ConversationRows.ROOM
                    ? room(row)
                    : new Direct(
                            direct(row.getLong(1), row.getString(2), row.getString(5), row.getString(6)),
                            row.getLong(15),
                            row.getLong(16));
            return new Loaded.Found(found);
        }
    }

    private Room room(ResultSet row) throws SQLException {
        ConversationId id = new ConversationId(row.getLong(1));
        String topic = row.getString(10);
        return new Room(
                new ConversationRef.Room(id, new RoomName(row.getString(4))),
                row.getLong(15),
                row.getLong(16),
                row.getLong(13),
                new RoomModes(row.getString(7), row.getString(8), row.getInt(9)),
                topic == null ? null : new Topic(topic, row.getString(11), row.getLong(12)),
                row.getInt(14) != 0,
                members(id),
                moderation.read(id),
                metadata.read(id));
    }

    private Map<PersonId, Integer> members(ConversationId id) throws SQLException {
        PreparedStatement query = prepare("SELECT person, ranks FROM members WHERE conversation = ?");
        query.setLong(1, id.value());
        Map<PersonId, Integer> members = new HashMap<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                members.put(PersonId.parse(rows.getString(1)), Ranks.parse(rows.getString(2)));
            }
        }
        return members;
    }

    private static ConversationRef.Direct direct(long id, String lookup, String firstNick, String secondNick) {
        int space = lookup.indexOf(' ');
        return new ConversationRef.Direct(
                new ConversationId(id),
                PersonId.parse(lookup.substring(0, space)),
                new Nickname(firstNick),
                PersonId.parse(lookup.substring(space + 1)),
                new Nickname(secondNick));
    }

    private Loaded person(PersonId person) throws SQLException {
        PreparedStatement query = prepare("SELECT c.id, c.kind FROM members me"
                + " JOIN conversations c ON c.id = me.conversation WHERE me.person = ?");
        query.setString(1, person.text());
        List<ConversationId> rooms = new ArrayList<>();
        List<ConversationId> directs = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                (rows.getInt(2) == ConversationRows.ROOM ? rooms : directs).add(new ConversationId(rows.getLong(1)));
            }
        }
        return new Loaded.FoundPerson(
                person,
                person instanceof PersonId.OfAccount account
                        ? new Memberships(rooms, List.of(), founded(account.account()))
                        : new Memberships(rooms, directs, Set.of()));
    }

    private Set<ConversationId> founded(AccountId account) throws SQLException {
        PreparedStatement query = prepare("SELECT conversation FROM kept_ranks WHERE account = ? AND ranks LIKE '%f%'");
        query.setLong(1, account.value());
        Set<ConversationId> founded = new HashSet<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                founded.add(new ConversationId(rows.getLong(1)));
            }
        }
        return founded;
    }

    private Loaded nonce(Need.OfNonce nonce) throws SQLException {
        PreparedStatement query = prepare(
                "SELECT digest, sequence, time FROM nonces WHERE conversation = ? AND account = ? AND nonce = ?");
        query.setLong(1, nonce.conversation().value());
        query.setLong(2, nonce.account().value());
        query.setString(3, nonce.nonce().value());
        try (ResultSet rows = query.executeQuery()) {
            return rows.next()
                    ? new Loaded.FoundNonce(nonce, new Said(rows.getLong(1), rows.getLong(2), rows.getLong(3)))
                    : new Loaded.Absent(nonce);
        }
    }

    private Loaded event(Need.OfEvent event) throws SQLException {
        PreparedStatement query = prepare("SELECT person, kind FROM messages WHERE conversation = ? AND sequence = ?");
        query.setLong(1, event.conversation().value());
        query.setLong(2, event.sequence());
        try (ResultSet rows = query.executeQuery()) {
            return rows.next()
                    ? new Loaded.FoundEvent(
                            event,
                            new Spoken(PersonId.parse(rows.getString(1)), EventColumns.isRedactable(rows.getInt(2))))
                    : new Loaded.Absent(event);
        }
    }

    List<List<Arrived.Missed>> missed(List<AccountId> accounts) throws SQLException {
        List<List<Arrived.Missed>> missed = new ArrayList<>(accounts.size());
        for (AccountId account : accounts) {
            missed.add(missed(account));
        }
        return missed;
    }

    private List<Arrived.Missed> missed(AccountId account) throws SQLException {
        List<Arrived.Missed> missed = new ArrayList<>();
        try (ResultSet rows = missed(MISSED_DIRECTS, account).executeQuery()) {
            while (rows.next()) {
                missed.add(new Arrived.Missed(
                        direct(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4)),
                        rows.getLong(5),
                        rows.getLong(6),
                        rows.getLong(7)));
            }
        }
        try (ResultSet rows = missed(MISSED_ROOMS, account).executeQuery()) {
            while (rows.next()) {
                missed.add(new Arrived.Missed(
                        new ConversationRef.Room(new ConversationId(rows.getLong(1)), new RoomName(rows.getString(2))),
                        rows.getLong(3),
                        rows.getLong(4),
                        rows.getLong(5)));
            }
        }
        return missed;
    }

    private PreparedStatement missed(String sql, AccountId account) throws SQLException {
        String me = new PersonId.OfAccount(account).text();
        PreparedStatement query = prepare(sql);
        query.setLong(1, account.value());
        query.setString(2, me);
        query.setString(3, me);
        return query;
    }

    long readMarker(MarkerChange.Key key) throws SQLException {
        return MarkerRows.read(statements, key);
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        return statements.prepare(sql);
    }
}
