package chat.parley.room.model;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.ModeChange;
import chat.parley.room.policy.Ranks;
import java.util.List;

/**
 * Keeps the ranks that accounts were given, so that they have them again when they come back. Guests' are gone with them.
 */
final class Keeping {
    private Keeping() {}

    /** What somebody has who comes. */
    static int held(Room room, PersonId person) {
        return person instanceof PersonId.OfAccount account
                ? Ranks.held(room.moderation().kept(account.account()))
                : Ranks.NONE;
    }

    /** Keeps these ranks beside those that are kept already. */
    static void keep(Room room, PersonId person, int ranks, ChangeSet changes) {
        if (person instanceof PersonId.OfAccount account) {
            set(room, account, room.moderation().kept(account.account()) | ranks, changes);
        }
    }

    /** Ranks were given and taken. Whoever founded the room stays its founder. */
    static void follow(Room room, List<ModeChange> effective, ChangeSet changes) {
        for (ModeChange change : effective) {
            if (change.person() instanceof PersonId.OfAccount account) {
                int rank = Ranks.ofLetter(change.letter());
                int before = room.moderation().kept(account.account());
                set(room, account, change.add() ? before | rank : before & ~rank, changes);
            }
        }
    }

    /** Somebody was put out. */
    static void forget(Room room, PersonId person, ChangeSet changes) {
        if (person instanceof PersonId.OfAccount account) {
            set(room, account, room.moderation().kept(account.account()) & Ranks.FOUNDER, changes);
        }
    }

    static void set(Room room, PersonId.OfAccount account, int ranks, ChangeSet changes) {
        if (ranks != room.moderation().kept(account.account())) {
            room.moderation().keep(account.account(), ranks);
            changes.kept(room.id(), account.account(), ranks);
        }
    }
}
