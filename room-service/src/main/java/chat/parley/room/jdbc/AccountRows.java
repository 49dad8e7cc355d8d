package chat.parley.room.jdbc;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.room.model.ChangeSet;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * What is kept for accounts: under which nonces they said what, and up to where some device of theirs was given a conversation. Blocking,
 * and called by one thread at a time.
 */
final class AccountRows {
    private static final String UPSERT_NONCE =
            "INSERT INTO nonces (conversation, account, nonce, digest, sequence, time) VALUES (?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (conversation, account, nonce) DO UPDATE SET digest = excluded.digest,"
                    + " sequence = excluded.sequence, time = excluded.time";
    private static final String UPSERT_POSITION =
            "INSERT INTO positions (account, conversation, sequence) VALUES (?, ?, ?)"
                    + " ON CONFLICT (conversation, account) DO UPDATE SET sequence = excluded.sequence"
                    + " WHERE excluded.sequence > positions.sequence";

    private final Statements statements;

    AccountRows(Statements statements) {
        this.statements = statements;
    }

    void write(ChangeSet changes) throws SQLException {
        nonces(changes);
        positions(changes);
    }

    private void nonces(ChangeSet changes) throws SQLException {
        if (changes.nonces().isEmpty()) {
            return;
        }
        PreparedStatement upsert = statements.prepare(UPSERT_NONCE);
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
        PreparedStatement upsert = statements.prepare(UPSERT_POSITION);
        for (var entry : changes.positions().entrySet()) {
            upsert.setLong(1, entry.getKey().account().value());
            upsert.setLong(2, entry.getKey().conversation().value());
            upsert.setLong(3, entry.getValue());
            upsert.addBatch();
        }
        upsert.executeBatch();
    }

    /** The conversation is no more; its nonces go when they are old. */
    void end(ConversationId id) throws SQLException {
        statements.execute("DELETE FROM positions WHERE conversation = ?", id.value());
    }

    /** The account is no more, and will not be given anything. */
    void forget(PersonId.OfAccount account) throws SQLException {
        statements.execute(
                "DELETE FROM nonces WHERE account = ?", account.account().value());
        statements.execute(
                "DELETE FROM positions WHERE account = ?", account.account().value());
        statements.execute("INSERT INTO forgotten (person) VALUES (?) ON CONFLICT DO NOTHING", account.text());
    }

    /**
     * Throws away some nonces, by time, whose index it walks; as many more as share the last one's millisecond.
     *
     * @return whether there may be more
     */
    boolean purge(long beforeMillis, int maxRows) throws SQLException {
        PreparedStatement nonces = statements.prepare("DELETE FROM nonces WHERE time < ?"
                + " AND time <= COALESCE((SELECT time FROM nonces ORDER BY time LIMIT 1 OFFSET ?), ?)");
        nonces.setLong(1, beforeMillis);
        nonces.setInt(2, maxRows - 1);
        nonces.setLong(3, beforeMillis);
        return nonces.executeUpdate() >= maxRows;
    }
}
