package chat.parley.room.model;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.room.policy.Invitation;
import chat.parley.room.policy.Permission;
import chat.parley.room.policy.RoomPolicy;

/** Decides who is asked in, and who may ask to be. */
final class Inviting {
    private final Conversations conversations;

    Inviting(Conversations conversations) {
        this.conversations = conversations;
    }

    Verdict invite(RoomRequest.Invite invite, long nowMillis, ChangeSet changes) {
        Room room = conversations.room(invite.room());
        if (room == null) {
            return conversations.noRoom(invite.room());
        }
        PersonId inviter = invite.author().person();
        if (RoomPolicy.canInvite(room, inviter, invite.target()) instanceof Permission.Refused refused) {
            return new Verdict.Refused(refused.failure());
        }
        if (conversations.hasLeft(invite.target())) {
            return new Verdict.Refused(
                    new Failure.Rejected(Reason.NO_SUCH_PERSON, invite.nick().value() + " is not here any more."));
        }
        Change.Invite change = new Change.Invite(invite.target(), invite.nick());
        Event event = changes.append(room, nowMillis, invite.author(), invite.origin(), change);
        boolean byModerator = RoomPolicy.isModerator(room, inviter);
        Invitation before = room.moderation().invitation(invite.target());
        if (byModerator || before == null || !before.byModerator()) {
            Invitation invitation = new Invitation(invite.author().source().text(), byModerator, event.timeMillis());
            PersonId dropped = room.moderation().invite(invite.target(), invitation);
            changes.invitation(room.id(), invite.target(), invitation);
            if (dropped != null) {
                changes.invitation(room.id(), dropped, null);
            }
        }
        return accepted(room, event);
    }

    Verdict knock(RoomRequest.Knock knock, long nowMillis, ChangeSet changes) {
        Room room = conversations.room(knock.room());
        if (room == null) {
            return conversations.noRoom(knock.room());
        }
        room.moderation().met(knock.author());
        if (RoomPolicy.canKnock(room, knock.author()) instanceof Permission.Refused refused) {
            return new Verdict.Refused(refused.failure());
        }
        if (room.moderation().knockedBefore(knock.author().person(), nowMillis)) {
            return new Verdict.Refused(new Failure.Rejected(
                    Reason.KNOCKED_ALREADY,
                    "You knocked at " + room.ref().name().value() + " already."));
        }
        return accepted(room, changes.append(room, nowMillis, knock.author(), knock.origin(), new Change.Knock()));
    }

    private static Verdict accepted(Room room, Event event) {
        return new Verdict.Answer(new Accepted(room.ref(), event.sequence(), event.timeMillis(), false));
    }
}
