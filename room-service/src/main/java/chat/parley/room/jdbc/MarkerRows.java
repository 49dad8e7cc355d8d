package chat.parley.room.jdbc;

import chat.parley.contracts.identity.PersonId;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.MarkerChange;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Up to where people have read. Blocking, and called by one thread at a time. */
final class MarkerRows {
    /** That one person has. */
    static final int MOST = 1_000;

    private static final String LATER = " ON CONFLICT (person, target) DO UPDATE SET time = excluded.time"
            + " WHERE excluded.time > read_markers.time";
    private static final String UPSERT = "INSERT INTO read_markers (person, target, time) VALUES (?, ?, ?)" + LATER;
    private static final String RENAME_TARGET = "INSERT INTO read_markers (person, target, time)"
            + " SELECT person, ?, time FROM read_markers WHERE target = ?" + LATER;
    private static final String RENAME_READER = "INSERT INTO read_markers (person, target, time)"
            + " SELECT ?, target, time FROM read_markers WHERE person = ?" + LATER;
    private static final String DELETE_TARGET = "DELETE FROM read_markers WHERE target = ?";
    private static final String DELETE_READER = "DELETE FROM read_markers WHERE person = ?";
    private static final String BOUND = "DELETE FROM read_markers WHERE person = ? AND (time, target) <"
            + " (SELECT time, target FROM read_markers WHERE person = ? ORDER BY time DESC, target DESC LIMIT 1 OFFSET "
            + (MOST - 1) + ")";

    private final Statements statements;

    MarkerRows(Statements statements) {
        this.statements = statements;
    }

    static long read(Statements statements, MarkerChange.Key key) throws SQLException {
        PreparedStatement query = statements.prepare("SELECT time FROM read_markers WHERE person = ? AND target = ?");
        query.setString(1, key.reader().text());
        query.setString(2, key.target());
        try (ResultSet rows = query.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    void write(ChangeSet changes) throws SQLException {
        Set<PersonId> readers = new LinkedHashSet<>();
        for (MarkerChange change : changes.markers()) {
            switch (change) {
                case MarkerChange.Read(MarkerChange.Key key, long time) -> {
                    PreparedStatement upsert = statements.prepare(UPSERT);
                    upsert.setString(1, key.reader().text());
                    upsert.setString(2, key.target());
                    upsert.setLong(3, time);
                    upsert.executeUpdate();
                    readers.add(key.reader());
                }
                case MarkerChange.Renamed(String before, String now) -> {
                    statements.execute(RENAME_TARGET, now, before);
                    statements.execute(DELETE_TARGET, before);
                }
                case MarkerChange.Adopted(PersonId before, PersonId now) -> {
                    statements.execute(RENAME_READER, now.text(), before.text());
                    statements.execute(RENAME_TARGET, now.text(), before.text());
                    readers.add(now);
                    forget(before);
                }
            }
        }
        for (PersonId reader : readers) {
            statements.execute(BOUND, reader.text(), reader.text());
        }
        for (PersonId guest : changes.left()) {
            forget(guest);
        }
        for (PersonId account : changes.forgotten()) {
            forget(account);
        }
    }

    /** Somebody is no more. */
    private void forget(PersonId person) throws SQLException {
        statements.execute(DELETE_READER, person.text());
        statements.execute(DELETE_TARGET, person.text());
    }
}
