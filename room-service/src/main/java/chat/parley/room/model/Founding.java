package chat.parley.room.model;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomRequest.Appoint;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.policy.Permission;
import chat.parley.room.policy.Ranks;
import chat.parley.room.policy.RoomPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what the founder of a room asks of it as a whole. */
final class Founding {
    private final Conversations conversations;
    private final Limits limits;
    private final Overseeing overseeing;

    Founding(Conversations conversations, Limits limits, Overseeing overseeing) {
        this.conversations = conversations;
        this.limits = limits;
        this.overseeing = overseeing;
    }

    Verdict on(RoomRequest.OfFounder<?> request, long nowMillis, ChangeSet changes) {
        return switch (request) {
            case RoomRequest.Drop drop -> drop(drop, nowMillis, changes);
            case RoomRequest.HandOver handOver -> handOver(handOver, nowMillis, changes);
        };
    }

    private Verdict drop(RoomRequest.Drop drop, long nowMillis, ChangeSet changes) {
        Verdict refusal = refusal(drop.room(), drop.author().person());
        return refusal != null
                ? refusal
                : overseeing.on(
                        new RoomRequest.Close(drop.room(), drop.author(), drop.reason(), drop.present()),
                        nowMillis,
                        changes);
    }

    /** The heir is one of its operators, and there: nobody is made to count a room as theirs that they do not know. */
    private Verdict handOver(RoomRequest.HandOver handOver, long nowMillis, ChangeSet changes) {
        Verdict refusal = refusal(handOver.room(), handOver.author().person());
        if (refusal != null) {
            return refusal;
        }
        PersonId heir = new PersonId.OfAccount(handOver.heir());
        List<Need> missing = conversations.unread(handOver.room(), heir);
        Memberships memberships = conversations.memberships(heir);
        Room room = conversations.room(handOver.room());
        if (!missing.isEmpty() || memberships == null || room == null) {
            return new Verdict.Missing(missing);
        }
        if ((room.ranksOf(heir) & Ranks.OPERATOR) == 0) {
            return new Verdict.Refused(new Failure.Rejected(
                    Reason.NO_OPERATOR_THERE,
                    handOver.nick().value() + " is no operator who is in "
                            + room.ref().name() + "."));
        }
        if (!heir.equals(handOver.author().person()) && memberships.founded().size() >= limits.maxRoomsAPerson()) {
            return new Verdict.Refused(new Failure.Rejected(
                    Reason.TOO_MANY_ROOMS, handOver.nick().value() + " has founded as many rooms as may be already."));
        }
        return overseeing.on(
                new Appoint(handOver.room(), handOver.author(), handOver.heir(), handOver.nick(), Appoint.Rank.FOUNDER),
                nowMillis,
                changes);
    }

    /** Why it may not be asked, or not yet; null where it may. */
    private @Nullable Verdict refusal(RoomName name, PersonId person) {
        Room room = conversations.room(name);
        if (room == null) {
            return conversations.noRoom(name);
        }
        if (RoomPolicy.canGiveAway(room, person) instanceof Permission.Refused refused) {
            return RoomPolicy.canSee(room, person) ? new Verdict.Refused(refused.failure()) : Decider.noSuchRoom(name);
        }
        return null;
    }
}
