package chat.parley.room.model;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.RoomRequest;
import java.util.List;

/** Decides what becomes of an account's part in conversations when the account is deleted. */
final class Forgetting {
    private static final String REASON = "Account deleted";

    private final Conversations conversations;

    Forgetting(Conversations conversations) {
        this.conversations = conversations;
    }

    Verdict forget(RoomRequest.Forget forget, long nowMillis, ChangeSet changes) {
        Memberships memberships = conversations.memberships(forget.account());
        if (memberships == null) {
            return new Verdict.Missing(List.of(new Need.OfPerson(forget.account())));
        }
        List<Need> missing = conversations.unread(memberships.rooms().stream());
        if (!missing.isEmpty()) {
            return new Verdict.Missing(missing);
        }
        for (ConversationId id : List.copyOf(memberships.rooms())) {
            if (conversations.conversation(id) instanceof Room room && room.has(forget.account())) {
                changes.append(room, nowMillis, forget.author(), null, new Change.Part(REASON));
                changes.member(id, forget.account(), ChangeSet.GONE);
            }
        }
        String name = forget.author().account();
        for (Room room : conversations.rooms()) {
            room.moderation().forget(forget.account(), name);
        }
        memberships.rooms().clear();
        memberships.founded().clear();
        changes.forgotten(forget.account(), name);
        return new Verdict.Answer(true);
    }
}
