package chat.parley.room.jdbc;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.room.HistorySelector.Place;
import chat.parley.room.model.Slice;
import io.vertx.sqlclient.Tuple;

/** The query for a slice of a record: it walks the primary key from one end, however large the record is. */
record SliceSql(String text, Tuple arguments) {

    static SliceSql of(ConversationId conversation, Slice slice) {
        StringBuilder sql = new StringBuilder("SELECT sequence, time, kind, person, source,"
                + " CASE WHEN person IN (SELECT person FROM forgotten) THEN NULL ELSE account END, body, detail"
                + " FROM messages WHERE conversation = ?");
        Tuple arguments = Tuple.of(conversation.value());
        switch (slice.from()) {
            case null -> {}
            case Place.AtSequence at -> {
                sql.append(slice.fromInclusive() ? " AND sequence >= ?" : " AND sequence > ?");
                arguments.addLong(at.sequence());
            }
            case Place.AtTime at -> {
                // times never go back, so that an instant is a place in the sequence
                sql.append(" AND sequence >= (SELECT sequence FROM messages WHERE conversation = ? AND time ")
                        .append(slice.fromInclusive() ? ">=" : ">")
                        .append(" ? ORDER BY time, sequence LIMIT 1)");
                arguments.addLong(conversation.value()).addLong(at.millis());
            }
        }
        switch (slice.to()) {
            case null -> {}
            case Place.AtSequence at -> {
                sql.append(" AND sequence < ?");
                arguments.addLong(at.sequence());
            }
            case Place.AtTime at -> {
                sql.append(" AND sequence <= (SELECT sequence FROM messages WHERE conversation = ? AND time < ?"
                        + " ORDER BY time DESC, sequence DESC LIMIT 1)");
                arguments.addLong(conversation.value()).addLong(at.millis());
            }
        }
        sql.append(EventColumns.condition(slice.shown()));
        sql.append(slice.newest() ? " ORDER BY sequence DESC LIMIT ?" : " ORDER BY sequence LIMIT ?");
        arguments.addInteger(slice.limit());
        return new SliceSql(sql.toString(), arguments);
    }
}
