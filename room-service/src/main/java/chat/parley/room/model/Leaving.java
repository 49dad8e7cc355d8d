package chat.parley.room.model;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.Nickname;
import chat.parley.room.policy.Permission;
import chat.parley.room.policy.RoomPolicy;
import java.util.List;

/** Decides who is a member no longer, and what ends with them. */
final class Leaving {
    private final Conversations conversations;

    Leaving(Conversations conversations) {
        this.conversations = conversations;
    }

    Verdict part(RoomRequest.Part part, long nowMillis, ChangeSet changes) {
        PersonId person = part.author().person();
        Room room = conversations.room(part.room());
        Memberships memberships = conversations.memberships(person);
        List<Need> missing = conversations.unread(part.room(), person);
        if (!missing.isEmpty() || memberships == null) {
            return new Verdict.Missing(missing);
        }
        if (room == null) {
            return Decider.noSuchRoom(part.room());
        }
        if (!room.has(person)) {
            return new Verdict.Refused(new Failure.Rejected(
                    Reason.NOT_A_MEMBER, "You are not in " + room.ref().name().value() + "."));
        }
        room.moderation().met(part.author());
        Event event = changes.append(room, nowMillis, part.author(), part.origin(), new Change.Part(part.reason()));
        memberships.rooms().remove(room.id());
        changes.member(room.id(), person, ChangeSet.GONE);
        endIfDeserted(room, changes);
        return new Verdict.Answer(new Accepted(room.ref(), event.sequence(), event.timeMillis(), false));
    }

    Verdict kick(RoomRequest.Kick kick, long nowMillis, ChangeSet changes) {
        PersonId target = kick.target().person();
        Room room = conversations.room(kick.room());
        Memberships memberships = conversations.memberships(target);
        List<Need> missing = conversations.unread(kick.room(), target);
        if (!missing.isEmpty() || memberships == null) {
            return new Verdict.Missing(missing);
        }
        if (room == null) {
            return Decider.noSuchRoom(kick.room());
        }
        if (RoomPolicy.canKick(room, kick.author().person(), target) instanceof Permission.Refused refused) {
            return new Verdict.Refused(refused.failure());
        }
        Nickname nick = new Nickname(kick.target().source().name());
        Change.Kick change = new Change.Kick(target, nick, kick.reason());
        Event event = changes.append(room, nowMillis, kick.author(), kick.origin(), change);
        memberships.rooms().remove(room.id());
        changes.member(room.id(), target, ChangeSet.GONE);
        room.moderation().putOut(kick.target());
        Keeping.forget(room, target, changes);
        endIfDeserted(room, changes);
        return new Verdict.Answer(new Accepted(room.ref(), event.sequence(), event.timeMillis(), false));
    }

    Verdict depart(RoomRequest.Depart depart, ChangeSet changes) {
        PersonId guest = depart.guest();
        if (conversations.hasLeft(guest)) {
            return new Verdict.Answer(true);
        }
        Memberships memberships = conversations.memberships(guest);
        if (memberships == null) {
            return new Verdict.Missing(List.of(new Need.OfPerson(guest)));
        }
        List<Need> missing = conversations.unread(memberships);
        if (!missing.isEmpty()) {
            return new Verdict.Missing(missing);
        }
        for (ConversationId id : memberships.rooms()) {
            if (conversations.conversation(id) instanceof Room room) {
                room.remove(guest);
                changes.member(id, guest, ChangeSet.GONE);
                endIfDeserted(room, changes);
            }
        }
        for (ConversationId id : memberships.directs()) {
            if (conversations.conversation(id) instanceof Direct direct) {
                end(direct, changes);
            }
        }
        conversations.leave(guest, changes);
        return new Verdict.Answer(true);
    }

    private void endIfDeserted(Room room, ChangeSet changes) {
        if (room.size() == 0 && !room.remembered()) {
            end(room, changes);
        }
    }

    private void end(Conversation conversation, ChangeSet changes) {
        conversations.end(conversation);
        changes.ended(conversation);
    }
}
