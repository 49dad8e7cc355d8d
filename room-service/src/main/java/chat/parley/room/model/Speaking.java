package chat.parley.room.model;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RoomRank;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.id.Nonce;
import chat.parley.protocol.message.Ctcp;
import chat.parley.protocol.name.Nickname;
import chat.parley.room.policy.Permission;
import chat.parley.room.policy.Ranks;
import chat.parley.room.policy.RoomPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides about what people say. */
final class Speaking {
    /** How long a nonce stands for what was said under it, in milliseconds. */
    static final long NONCE_LIFE_MILLIS = 24 * 60 * 60 * 1_000L;

    private final Conversations conversations;

    Speaking(Conversations conversations) {
        this.conversations = conversations;
    }

    Verdict say(RoomRequest.Say say, long nowMillis, ChangeSet changes) {
        return switch (say.target()) {
            case Target.ToRoom room -> toRoom(say, room, nowMillis, changes);
            case Target.ToPerson person -> toPerson(say, person, nowMillis, changes);
        };
    }

    private Verdict toRoom(RoomRequest.Say say, Target.ToRoom target, long nowMillis, ChangeSet changes) {
        Room room = conversations.room(target.name());
        if (room == null) {
            return conversations.noRoom(target.name());
        }
        if (RoomPolicy.canSpeak(room, say.author(), Ctcp.isForPrograms(say.text()))
                instanceof Permission.Refused refused) {
            return new Verdict.Refused(refused.failure());
        }
        return append(room, say, target.to(), nowMillis, changes);
    }

    private Verdict toPerson(RoomRequest.Say say, Target.ToPerson target, long nowMillis, ChangeSet changes) {
        PersonId author = say.author().person();
        Need.OfPair pair = Need.OfPair.of(author, target.person());
        Direct direct = conversations.direct(pair);
        if (conversations.hasLeft(target.person()) || conversations.hasLeft(author)) {
            return new Verdict.Refused(
                    new Failure.Rejected(Reason.NO_SUCH_PERSON, target.nick().value() + " is not here any more."));
        }
        if (direct != null) {
            return append(direct, say, null, nowMillis, changes);
        }
        List<Need> missing = new ArrayList<>();
        if (!conversations.isAbsent(pair)) {
            missing.add(pair);
        }
        needMemberships(author, missing);
        needMemberships(target.person(), missing);
        if (!missing.isEmpty()) {
            return new Verdict.Missing(missing);
        }
        return append(begin(say, target, changes), say, null, nowMillis, changes);
    }

    private void needMemberships(PersonId person, List<Need> missing) {
        if (person instanceof PersonId.OfGuest && conversations.memberships(person) == null) {
            missing.add(new Need.OfPerson(person));
        }
    }

    private Direct begin(RoomRequest.Say say, Target.ToPerson target, ChangeSet changes) {
        PersonId author = say.author().person();
        Nickname nick = new Nickname(say.author().source().name());
        Direct direct = Direct.between(conversations.newId(changes), author, nick, target.person(), target.nick());
        conversations.add(direct);
        changes.changed(direct);
        takePart(direct, author, changes);
        takePart(direct, target.person(), changes);
        return direct;
    }

    private void takePart(Direct direct, PersonId person, ChangeSet changes) {
        changes.member(direct.id(), person, Ranks.NONE);
        Memberships memberships = person instanceof PersonId.OfGuest ? conversations.memberships(person) : null;
        if (memberships != null && !memberships.directs().contains(direct.id())) {
            memberships.directs().add(direct.id());
        }
    }

    private Verdict append(
            Conversation conversation, RoomRequest.Say say, @Nullable RoomRank to, long nowMillis, ChangeSet changes) {
        Change.Message message = new Change.Message(say.kind(), say.text(), say.clientTags(), to);
        if (!say.stored()) {
            return accepted(conversation, changes.pass(conversation, nowMillis, say.author(), say.origin(), message));
        }
        Need.OfNonce key = nonceKey(conversation, say.account(), say.nonce());
        if (key == null) {
            return accepted(conversation, store(conversation, say, message, nowMillis, changes));
        }
        long digest = Said.digestOf(message);
        Said before = conversations.said(key);
        if (before != null && nowMillis - before.timeMillis() < NONCE_LIFE_MILLIS) {
            return before.digest() == digest
                    ? new Verdict.Answer(new Accepted(conversation.ref(), before.sequence(), before.timeMillis(), true))
                    : new Verdict.Refused(new Failure.Rejected(
                            Reason.NONCE_REUSED, "Something else was said under this nonce before."));
        }
        if (before == null && conversation.sequence() > 0 && !conversations.isAbsent(key)) {
            return new Verdict.Missing(List.of(key));
        }
        Event event = store(conversation, say, message, nowMillis, changes);
        Said said = new Said(digest, event.sequence(), event.timeMillis());
        conversations.remember(key, said);
        changes.nonce(key, said);
        return accepted(conversation, event);
    }

    private static Event store(
            Conversation conversation, RoomRequest.Say say, Change.Message message, long nowMillis, ChangeSet changes) {
        if (conversation instanceof Direct direct
                && direct.named(say.author().person(), say.author().source().name())) {
            changes.changed(direct);
        }
        return changes.append(conversation, nowMillis, say.author(), say.origin(), message);
    }

    private static Verdict accepted(Conversation conversation, Event event) {
        return new Verdict.Answer(new Accepted(conversation.ref(), event.sequence(), event.timeMillis(), false));
    }

    private static Need.@Nullable OfNonce nonceKey(
            Conversation conversation, @Nullable AccountId account, @Nullable Nonce nonce) {
        return account == null || nonce == null ? null : new Need.OfNonce(conversation.id(), account, nonce);
    }
}
