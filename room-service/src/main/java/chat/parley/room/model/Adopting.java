package chat.parley.room.model;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.room.policy.Ranks;
import java.util.ArrayList;
import java.util.List;

/** Decides what a guest's conversations become when the guest turns out to be somebody with an account. */
final class Adopting {
    private final Conversations conversations;

    Adopting(Conversations conversations) {
        this.conversations = conversations;
    }

    Verdict adopt(RoomRequest.Adopt adopt, ChangeSet changes) {
        PersonId guest = adopt.guest();
        PersonId.OfAccount account = adopt.account();
        if (conversations.hasLeft(guest)) {
            return new Verdict.Answer(true);
        }
        Memberships before = conversations.memberships(guest);
        Memberships now = conversations.memberships(account);
        List<Need> missing = new ArrayList<>();
        if (before == null) {
            missing.add(new Need.OfPerson(guest));
        }
        if (now == null) {
            missing.add(new Need.OfPerson(account));
        }
        if (before == null || now == null) {
            return new Verdict.Missing(missing);
        }
        missing.addAll(conversations.unread(before));
        before.directs().forEach(id -> needCounterpart(id, guest, account, missing));
        if (!missing.isEmpty()) {
            return new Verdict.Missing(missing);
        }
        for (ConversationId id : before.rooms()) {
            if (conversations.conversation(id) instanceof Room room) {
                replace(room, guest, account, now, changes);
            }
        }
        for (ConversationId id : before.directs()) {
            if (conversations.conversation(id) instanceof Direct direct) {
                replace(direct, guest, account, changes);
            }
        }
        changes.marker(new MarkerChange.Adopted(guest, account));
        conversations.leave(guest, changes);
        return new Verdict.Answer(true);
    }

    private void needCounterpart(ConversationId id, PersonId guest, PersonId account, List<Need> missing) {
        if (conversations.conversation(id) instanceof Direct direct) {
            Need.OfPair pair = counterpart(direct, guest, account);
            if (conversations.direct(pair) == null && !conversations.isAbsent(pair)) {
                missing.add(pair);
            }
        }
    }

    private static Need.OfPair counterpart(Direct direct, PersonId guest, PersonId account) {
        PersonId other = direct.need().other(guest);
        return Need.OfPair.of(account, other.equals(guest) ? account : other);
    }

    private void replace(Room room, PersonId guest, PersonId.OfAccount account, Memberships now, ChangeSet changes) {
        int ranks = room.ranksOf(guest) | room.ranksOf(account);
        boolean remembered = room.remembered();
        if (!room.has(account)) {
            now.rooms().add(room.id());
            changes.position(account.account(), room.id(), room.sequence());
        }
        room.remove(guest);
        room.put(account, ranks);
        changes.member(room.id(), guest, ChangeSet.GONE);
        changes.member(room.id(), account, ranks);
        if (ranks != Ranks.NONE) {
            Keeping.keep(room, account, ranks, changes);
        }
        if (!remembered) {
            changes.changed(room);
        }
    }

    private void replace(Direct direct, PersonId guest, PersonId account, ChangeSet changes) {
        if (conversations.direct(counterpart(direct, guest, account)) != null) {
            // two records cannot become one without giving up the order of one of them: the account's own stands
            conversations.end(direct);
            changes.ended(direct);
            return;
        }
        Need.OfPair before = direct.need();
        direct.replace(guest, account);
        conversations.rekey(before, direct);
        changes.changed(direct);
        changes.member(direct.id(), guest, ChangeSet.GONE);
        changes.member(direct.id(), account, Ranks.NONE);
    }
}
