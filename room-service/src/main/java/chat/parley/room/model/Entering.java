package chat.parley.room.model;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.Origin;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.policy.Permission;
import chat.parley.room.policy.Ranks;
import chat.parley.room.policy.RoomPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides who becomes a member. */
final class Entering {
    private final Conversations conversations;
    private final Limits limits;

    Entering(Conversations conversations, Limits limits) {
        this.conversations = conversations;
        this.limits = limits;
    }

    Verdict join(RoomRequest.Join join, long nowMillis, ChangeSet changes) {
        PersonId person = join.author().person();
        Room room = conversations.room(join.room());
        Memberships memberships = conversations.memberships(person);
        List<Need> missing = missing(room, join.room(), memberships, person);
        if (!missing.isEmpty() || memberships == null) {
            return new Verdict.Missing(missing);
        }
        if (room != null && room.has(person)) {
            return new Verdict.Answer(new Accepted(room.ref(), room.sequence(), room.timeOfNext(0), true));
        }
        if (conversations.hasLeft(person)) {
            return new Verdict.Refused(new Failure.Rejected(Reason.NO_SUCH_PERSON, "Who has left joins no room."));
        }
        if (memberships.roomCount() >= limits.maxRoomsAPerson()) {
            return new Verdict.Refused(new Failure.Rejected(
                    Reason.TOO_MANY_ROOMS,
                    "You are in " + memberships.roomCount() + " rooms already, which is as many as may be."));
        }
        if (room != null
                && RoomPolicy.canJoin(room, join.key(), limits.maxMembers()) instanceof Permission.Refused refused) {
            return new Verdict.Refused(refused.failure());
        }
        Room entered = room == null ? create(join.room(), nowMillis, changes) : room;
        Event event = enter(entered, memberships, join.author(), join.origin(), nowMillis, changes);
        return new Verdict.Answer(new Accepted(entered.ref(), event.sequence(), event.timeMillis(), false));
    }

    private List<Need> missing(@Nullable Room room, RoomName name, @Nullable Memberships memberships, PersonId person) {
        List<Need> missing = new ArrayList<>(2);
        Need ofRoom = new Need.OfRoom(name);
        if (room == null && !conversations.isAbsent(ofRoom)) {
            missing.add(ofRoom);
        }
        if (memberships == null) {
            missing.add(new Need.OfPerson(person));
        }
        return missing;
    }

    private Room create(RoomName name, long nowMillis, ChangeSet changes) {
        Room room = Room.created(new ConversationRef.Room(conversations.newId(changes), name), nowMillis);
        conversations.add(room);
        changes.changed(room);
        return room;
    }

    /** @return the last event of it */
    private Event enter(
            Room room, Memberships memberships, Author author, Origin origin, long nowMillis, ChangeSet changes) {
        PersonId person = author.person();
        boolean remembered = room.remembered();
        boolean alone = room.size() == 0 && !limits.isLobby(room.ref().name());
        boolean founded = room.sequence() == 0;
        Event event = changes.append(room, nowMillis, author, origin, new Change.Join());
        memberships.rooms().add(room.id());
        if (alone && founded) {
            // nobody but its creator knows the room yet, so nobody has to be told
            room.put(person, Ranks.OPERATOR);
        } else if (alone) {
            ModeChange operator = new ModeChange(true, 'o', author.source().name(), person);
            event = changes.append(room, nowMillis, author, origin, new Change.Modes(List.of(operator)));
        }
        changes.member(room.id(), person, room.ranksOf(person));
        if (person instanceof PersonId.OfAccount account) {
            // what was said before is not missed by who was not there
            changes.position(account.account(), room.id(), event.sequence());
        }
        if (room.remembered() != remembered) {
            changes.changed(room);
        }
        return event;
    }

    Verdict arrive(RoomRequest.Arrive arrive, long nowMillis, ChangeSet changes) {
        PersonId person = arrive.author().person();
        RoomName lobbyName = limits.lobby();
        Room lobby = lobbyName == null ? null : conversations.room(lobbyName);
        Memberships memberships = conversations.memberships(person);
        List<Need> missing = new ArrayList<>();
        if (lobbyName != null) {
            missing.addAll(missing(lobby, lobbyName, memberships, person));
        } else if (memberships == null) {
            missing.add(new Need.OfPerson(person));
        }
        if (memberships != null) {
            memberships.rooms().forEach(id -> needRoom(id, missing));
        }
        if (!missing.isEmpty() || memberships == null) {
            return new Verdict.Missing(missing);
        }
        if (conversations.hasLeft(person)) {
            return new Verdict.Arriving(List.of(), null);
        }
        if (arrive.first() && lobbyName != null && (lobby == null || mayEnter(lobby, person))) {
            Room entered = lobby == null ? create(lobbyName, nowMillis, changes) : lobby;
            enter(entered, memberships, arrive.author(), arrive.origin(), nowMillis, changes);
        }
        List<Arrived.Entered> rooms = new ArrayList<>(memberships.roomCount());
        for (ConversationId id : memberships.rooms()) {
            if (conversations.conversation(id) instanceof Room room) {
                rooms.add(new Arrived.Entered(room.ref(), room.sequence()));
            }
        }
        return new Verdict.Arriving(rooms, person instanceof PersonId.OfAccount account ? account.account() : null);
    }

    private boolean mayEnter(Room lobby, PersonId person) {
        return !lobby.has(person) && RoomPolicy.canJoin(lobby, null, limits.maxMembers()) instanceof Permission.Allowed;
    }

    private void needRoom(ConversationId id, List<Need> missing) {
        Need need = new Need.OfConversation(id);
        if (conversations.conversation(id) == null && !conversations.isAbsent(need)) {
            missing.add(need);
        }
    }
}
