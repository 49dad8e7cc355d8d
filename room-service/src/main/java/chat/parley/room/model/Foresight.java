package chat.parley.room.model;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.name.RoomName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what requests will need that is not in memory yet, without deciding them: those that wait in a line behind another one's
 * need have theirs read at the same time. It may leave something out, which then is found missing when the request is decided.
 */
final class Foresight {
    private final Conversations conversations;
    private final @Nullable RoomName lobby;

    Foresight(Conversations conversations, @Nullable RoomName lobby) {
        this.conversations = conversations;
        this.lobby = lobby;
    }

    List<Need> needs(RoomRequest<?> request) {
        List<Need> needs = new ArrayList<>(2);
        switch (request) {
            case RoomRequest.Say say -> ofSay(say, needs);
            case RoomRequest.Join join -> {
                room(join.room(), needs);
                person(join.author().person(), needs);
            }
            case RoomRequest.Part part -> {
                room(part.room(), needs);
                person(part.author().person(), needs);
            }
            case RoomRequest.Arrive arrive -> {
                if (lobby != null) {
                    room(lobby, needs);
                }
                person(arrive.author().person(), needs);
            }
            case RoomRequest.Depart depart -> person(depart.guest(), needs);
            case RoomRequest.Adopt adopt -> {
                person(adopt.guest(), needs);
                person(adopt.account(), needs);
            }
            case RoomRequest.SetTopic topic -> room(topic.room(), needs);
            case RoomRequest.ChangeMetadata change -> room(change.room(), needs);
            case RoomRequest.ChangeModes modes -> room(modes.room(), needs);
            case RoomRequest.Kick kick -> {
                room(kick.room(), needs);
                person(kick.target().person(), needs);
            }
            case RoomRequest.Invite invite -> room(invite.room(), needs);
            case RoomRequest.Describe describe -> room(describe.room(), needs);
            default -> {
                // what is asked rarely is not worth foreseeing
            }
        }
        return needs;
    }

    private void ofSay(RoomRequest.Say say, List<Need> needs) {
        Conversation conversation = switch (say.target()) {
            case Target.ToRoom room -> {
                room(room.name(), needs);
                yield conversations.room(room.name());
            }
            case Target.ToPerson other -> {
                Need.OfPair pair = Need.OfPair.of(say.author().person(), other.person());
                Direct direct = conversations.direct(pair);
                if (direct == null && !conversations.isAbsent(pair)) {
                    needs.add(pair);
                }
                yield direct;
            }
        };
        AccountId account = say.account();
        if (conversation != null && account != null && say.nonce() != null && say.stored()) {
            Need.OfNonce key = new Need.OfNonce(conversation.id(), account, say.nonce());
            if (conversations.said(key) == null && !conversations.isAbsent(key)) {
                needs.add(key);
            }
        }
    }

    private void room(RoomName name, List<Need> needs) {
        Need need = new Need.OfRoom(name);
        if (conversations.room(name) == null && !conversations.isAbsent(need)) {
            needs.add(need);
        }
    }

    private void person(PersonId person, List<Need> needs) {
        if (conversations.memberships(person) == null) {
            needs.add(new Need.OfPerson(person));
        }
    }
}
