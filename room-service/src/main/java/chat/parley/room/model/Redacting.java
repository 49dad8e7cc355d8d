package chat.parley.room.model;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.room.policy.Permission;
import chat.parley.room.policy.RoomPolicy;
import java.util.List;

/** Decides what is taken back. */
final class Redacting {
    private final Conversations conversations;

    Redacting(Conversations conversations) {
        this.conversations = conversations;
    }

    Verdict redact(RoomRequest.Redact redact, long nowMillis, ChangeSet changes) {
        return switch (redact.target()) {
            case Target.ToRoom target -> inRoom(redact, target, nowMillis, changes);
            case Target.ToPerson target -> inDirect(redact, target, nowMillis, changes);
        };
    }

    private Verdict inRoom(RoomRequest.Redact redact, Target.ToRoom target, long nowMillis, ChangeSet changes) {
        Room room = conversations.room(target.name());
        if (room == null) {
            return conversations.noRoom(target.name());
        }
        PersonId person = redact.author().person();
        return RoomPolicy.canReadLists(room, person) instanceof Permission.Refused refused
                ? new Verdict.Refused(refused.failure())
                : decide(room, redact, RoomPolicy.isModerator(room, person), nowMillis, changes);
    }

    private Verdict inDirect(RoomRequest.Redact redact, Target.ToPerson target, long nowMillis, ChangeSet changes) {
        Need.OfPair pair = Need.OfPair.of(redact.author().person(), target.person());
        Direct direct = conversations.direct(pair);
        if (direct != null) {
            return decide(direct, redact, false, nowMillis, changes);
        }
        return conversations.isAbsent(pair) ? noSuchMessage() : new Verdict.Missing(List.of(pair));
    }

    private Verdict decide(
            Conversation conversation, RoomRequest.Redact redact, boolean anybodys, long nowMillis, ChangeSet changes) {
        boolean exists = redact.conversation() == conversation.id().value()
                && redact.sequence() >= 1
                && redact.sequence() <= conversation.sequence();
        if (!exists) {
            return noSuchMessage();
        }
        Need.OfEvent key = new Need.OfEvent(conversation.id(), redact.sequence());
        Spoken spoken = conversations.spoken(key);
        if (spoken == null) {
            if (conversations.isAbsent(key)) {
                conversations.lookAgain(key);
                return noSuchMessage();
            }
            return new Verdict.Missing(List.of(key));
        }
        if (!spoken.redactable()) {
            return noSuchMessage();
        }
        if (!anybodys && !spoken.author().equals(redact.author().person())) {
            return new Verdict.Refused(
                    new Failure.Denied(Reason.NOT_YOURS, "You are not authorised to delete this message."));
        }
        Change.Redaction change = new Change.Redaction(redact.sequence(), redact.reason());
        Event event = changes.append(conversation, nowMillis, redact.author(), redact.origin(), change);
        changes.redacted(key);
        conversations.remember(key, new Spoken(spoken.author(), false));
        return new Verdict.Answer(new Accepted(conversation.ref(), event.sequence(), event.timeMillis(), false));
    }

    private static Verdict noSuchMessage() {
        return new Verdict.Refused(new Failure.Rejected(Reason.NO_SUCH_MESSAGE, "There is no such message."));
    }
}
