package chat.parley.room.jdbc;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.SaidPage;
import chat.parley.contracts.room.SaidPage.Said;
import chat.parley.protocol.id.MessageId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what somebody said, from one end of the record to the other. Nothing but this asks for that, and seldom: it is no index worth
 * that each message would pay for. So it goes through a stretch of the record at a time, which keeps a connection for milliseconds
 * only, however large the record is.
 */
final class SaidReader {
    private static final int STRETCH = 5_000;
    private static final String PLACE = "(m.conversation, m.sequence)";

    private final Reader reader;

    SaidReader(Reader reader) {
        this.reader = reader;
    }

    Future<SaidPage> page(PersonId person, MessageId after, int limit) {
        return end(after)
                .compose(end -> messages(person, after, end, limit).map(found -> {
                    if (found.size() == limit) {
                        return new SaidPage(found, place(found.getLast()));
                    }
                    return new SaidPage(found, end);
                }));
    }

    private static MessageId place(Said said) {
        return new MessageId(said.conversation().id().value(), said.event().sequence());
    }

    /** Where the stretch ends; null when the record does before. */
    private Future<@Nullable MessageId> end(MessageId after) {
        String sql = "SELECT m.conversation, m.sequence FROM messages m WHERE " + PLACE
                + " > (?, ?) ORDER BY m.conversation, m.sequence LIMIT 1 OFFSET " + (STRETCH - 1);
        return reader.query(sql, Tuple.of(after.conversation(), after.sequence()))
                .map(rows -> {
                    for (Row row : rows) {
                        return new MessageId(row.getLong(0), row.getLong(1));
                    }
                    return null;
                });
    }

    private Future<List<Said>> messages(PersonId person, MessageId after, @Nullable MessageId end, int limit) {
        String sql = Reader.REF + "m.sequence, m.time, m.kind, m.person, m.source, m.account, m.body, m.detail"
                + " FROM messages m JOIN conversations c ON c.id = m.conversation WHERE " + PLACE + " > (?, ?)"
                + (end == null ? "" : " AND " + PLACE + " <= (?, ?)")
                + " AND m.person = ? AND m.kind <= " + EventColumns.LAST_SAID
                + " ORDER BY m.conversation, m.sequence LIMIT ?";
        Tuple arguments = Tuple.of(after.conversation(), after.sequence());
        if (end != null) {
            arguments.addLong(end.conversation()).addLong(end.sequence());
        }
        arguments.addString(person.text()).addInteger(limit);
        return reader.query(sql, arguments).map(rows -> Reader.list(rows, SaidReader::said));
    }

    private static Said said(Row row) {
        int at = Reader.AFTER_REF;
        return new Said(
                Reader.ref(row),
                EventColumns.event(
                        row.getLong(at),
                        row.getLong(at + 1),
                        row.getInteger(at + 2),
                        row.getString(at + 3),
                        row.getString(at + 4),
                        row.getString(at + 5),
                        row.getString(at + 6),
                        row.getString(at + 7)));
    }
}
