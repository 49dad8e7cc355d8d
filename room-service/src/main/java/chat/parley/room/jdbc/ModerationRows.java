package chat.parley.room.jdbc;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.ListEntry;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.BanMask;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.policy.Invitation;
import chat.parley.room.policy.Moderation;
import chat.parley.room.policy.Ranks;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** A room's lists, the ranks that it keeps, and its invitations. Blocking, and called by one thread at a time. */
final class ModerationRows {
    private static final String UPSERT_LIST =
            "INSERT INTO room_lists (conversation, list, lookup, mask, set_by, set_at) VALUES (?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (conversation, list, lookup) DO UPDATE SET mask = excluded.mask,"
                    + " set_by = excluded.set_by, set_at = excluded.set_at";
    private static final String DELETE_LIST =
            "DELETE FROM room_lists WHERE conversation = ? AND list = ? AND lookup = ?";
    private static final String UPSERT_KEPT = "INSERT INTO kept_ranks (conversation, account, ranks) VALUES (?, ?, ?)"
            + " ON CONFLICT (conversation, account) DO UPDATE SET ranks = excluded.ranks";
    private static final String DELETE_KEPT = "DELETE FROM kept_ranks WHERE conversation = ? AND account = ?";
    private static final String UPSERT_INVITATION =
            "INSERT INTO invitations (conversation, person, invited_by, by_moderator, invited_at)"
                    + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (conversation, person) DO UPDATE SET"
                    + " invited_by = excluded.invited_by, by_moderator = excluded.by_moderator,"
                    + " invited_at = excluded.invited_at";
    private static final String DELETE_INVITATION = "DELETE FROM invitations WHERE conversation = ? AND person = ?";
    private static final String DELETE_INVITATIONS = "DELETE FROM invitations WHERE person = ?";

    private final Statements statements;

    ModerationRows(Statements statements) {
        this.statements = statements;
    }

    /** @param ended conversations that nothing is to be stored of any more */
    void write(ChangeSet changes, Set<ConversationId> ended) throws SQLException {
        for (var entry : changes.lists().entrySet()) {
            if (!ended.contains(entry.getKey().conversation())) {
                list(entry.getKey(), entry.getValue());
            }
        }
        for (var entry : changes.kept().entrySet()) {
            if (!ended.contains(entry.getKey().conversation())) {
                kept(entry.getKey(), entry.getValue());
            }
        }
        for (var entry : changes.invitations().entrySet()) {
            if (!ended.contains(entry.getKey().conversation())) {
                invitation(entry.getKey(), entry.getValue());
            }
        }
        for (String account : changes.forgottenNames()) {
            forget(account);
        }
        for (PersonId guest : changes.left()) {
            statements.execute(DELETE_INVITATIONS, guest.text());
        }
    }

    /** What lets in whoever has the name of an account that is no more. */
    private void forget(String account) throws SQLException {
        for (String entry : BanMask.foldedOf(account)) {
            PreparedStatement delete =
                    statements.prepare("DELETE FROM room_lists WHERE list IN ('e', 'I') AND lookup = ?");
            delete.setString(1, entry);
            delete.executeUpdate();
        }
    }

    private void list(ChangeSet.ListKey key, Optional<ListEntry> line) throws SQLException {
        PreparedStatement statement = statements.prepare(line.isPresent() ? UPSERT_LIST : DELETE_LIST);
        statement.setLong(1, key.conversation().value());
        statement.setString(2, String.valueOf(key.letter()));
        statement.setString(3, key.mask());
        if (line.isPresent()) {
            statement.setString(4, line.get().mask());
            statement.setString(5, line.get().setBy());
            statement.setLong(6, line.get().setAtMillis());
        }
        statement.executeUpdate();
    }

    private void kept(ChangeSet.KeptKey key, int ranks) throws SQLException {
        boolean keeps = ranks != Ranks.NONE;
        PreparedStatement statement = statements.prepare(keeps ? UPSERT_KEPT : DELETE_KEPT);
        statement.setLong(1, key.conversation().value());
        statement.setLong(2, key.account().value());
        if (keeps) {
            statement.setString(3, Ranks.text(ranks));
        }
        statement.executeUpdate();
    }

    private void invitation(ChangeSet.Membership key, Optional<Invitation> invitation) throws SQLException {
        PreparedStatement statement =
                statements.prepare(invitation.isPresent() ? UPSERT_INVITATION : DELETE_INVITATION);
        statement.setLong(1, key.conversation().value());
        statement.setString(2, key.person().text());
        if (invitation.isPresent()) {
            statement.setString(3, invitation.get().invitedBy());
            statement.setInt(4, invitation.get().byModerator() ? 1 : 0);
            statement.setLong(5, invitation.get().atMillis());
        }
        statement.executeUpdate();
    }

    /** The room is no more. */
    void end(ConversationId room) throws SQLException {
        for (String table : new String[] {"room_lists", "kept_ranks", "invitations"}) {
            statements.execute("DELETE FROM " + table + " WHERE conversation = ?", room.value());
        }
    }

    /** The account is no more. */
    void forget(PersonId.OfAccount account) throws SQLException {
        statements.execute(
                "DELETE FROM kept_ranks WHERE account = ?", account.account().value());
        statements.execute(DELETE_INVITATIONS, account.text());
    }

    Moderation read(ConversationId room) throws SQLException {
        Moderation moderation = new Moderation();
        try (ResultSet rows = of(
                "SELECT list, mask, set_by, set_at FROM room_lists WHERE conversation = ? ORDER BY set_at, lookup",
                room)) {
            while (rows.next()) {
                ListEntry line = new ListEntry(rows.getString(2), rows.getString(3), rows.getLong(4));
                if (BanMask.parse(line.mask()) instanceof Validated.Valid<BanMask>(BanMask mask)) {
                    moderation.put(rows.getString(1).charAt(0), mask, line);
                }
            }
        }
        try (ResultSet rows = of("SELECT account, ranks FROM kept_ranks WHERE conversation = ?", room)) {
            while (rows.next()) {
                moderation.keep(new AccountId(rows.getLong(1)), Ranks.parse(rows.getString(2)));
            }
        }
        try (ResultSet rows = of(
                "SELECT person, invited_by, by_moderator, invited_at FROM invitations WHERE conversation = ?"
                        + " ORDER BY invited_at",
                room)) {
            while (rows.next()) {
                moderation.invite(
                        PersonId.parse(rows.getString(1)),
                        new Invitation(rows.getString(2), rows.getInt(3) != 0, rows.getLong(4)));
            }
        }
        return moderation;
    }

    private ResultSet of(String sql, ConversationId room) throws SQLException {
        PreparedStatement query = statements.prepare(sql);
        query.setLong(1, room.value());
        return query.executeQuery();
    }
}
