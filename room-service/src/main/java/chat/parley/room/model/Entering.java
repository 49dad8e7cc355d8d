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
        List<Need> missing = conversations.unread(join.room(), person);
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
        if (room != null) {
            room.moderation().met(join.author());
            if (RoomPolicy.canJoin(room, join.author(), join.key(), limits.maxMembers())
                    instanceof Permission.Refused refused) {
                return new Verdict.Refused(refused.failure());
            }
        }
        if (room == null && memberships.founded().size() >= limits.maxRoomsAPerson()) {
            return new Verdict.Refused(new Failure.Rejected(
                    Reason.TOO_MANY_ROOMS,
                    "You have founded " + memberships.founded().size()
                            + " rooms already, which is as many as may be; ChanServ takes them back."));
        }
        Room entered = room == null ? create(join.room(), nowMillis, changes) : room;
        Event event = enter(entered, memberships, join.author(), join.origin(), nowMillis, changes);
        return new Verdict.Answer(new Accepted(entered.ref(), event.sequence(), event.timeMillis(), false));
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
        boolean mayOwn = room.size() == 0
                && !limits.isLobby(room.ref().name())
                && !room.moderation().hasOwner();
        boolean founded = room.sequence() == 0;
        Event event = changes.append(room, nowMillis, author, origin, new Change.Join());
        memberships.rooms().add(room.id());
        if (mayOwn && founded) {
            // nobody but its creator knows the room yet, so nobody has to be told
            room.put(person, Ranks.OPERATOR);
            Keeping.keep(room, person, Ranks.FOUNDER | Ranks.OPERATOR, changes);
            if (person instanceof PersonId.OfAccount account) {
                conversations.founded(account.account(), room.id(), true);
            }
        } else {
            List<ModeChange> ranks = ranks(Keeping.held(room, person) | (mayOwn ? Ranks.OPERATOR : Ranks.NONE), author);
            if (!ranks.isEmpty()) {
                event = changes.append(room, nowMillis, author, origin, new Change.Modes(ranks));
                Keeping.follow(room, ranks, changes);
            }
        }
        changes.member(room.id(), person, room.ranksOf(person));
        if (person instanceof PersonId.OfAccount account) {
            // what was said before is not missed by who was not there
            changes.position(account.account(), room.id(), event.sequence());
        }
        if (room.moderation().invitation(person) != null) {
            room.moderation().uninvite(person);
            changes.invitation(room.id(), person, null);
        }
        if (room.remembered() != remembered) {
            changes.changed(room);
        }
        return event;
    }

    private static List<ModeChange> ranks(int held, Author author) {
        List<ModeChange> ranks = new ArrayList<>();
        for (char letter : new char[] {'o', 'h', 'v'}) {
            if ((held & Ranks.ofLetter(letter)) != 0) {
                ranks.add(new ModeChange(true, letter, author.source().name(), author.person()));
            }
        }
        return ranks;
    }

    Verdict arrive(RoomRequest.Arrive arrive, long nowMillis, ChangeSet changes) {
        PersonId person = arrive.author().person();
        RoomName lobbyName = limits.lobby();
        Room lobby = lobbyName == null ? null : conversations.room(lobbyName);
        Memberships memberships = conversations.memberships(person);
        List<Need> missing = new ArrayList<>();
        if (lobbyName != null) {
            missing.addAll(conversations.unread(lobbyName, person));
        } else if (memberships == null) {
            missing.add(new Need.OfPerson(person));
        }
        if (memberships != null) {
            missing.addAll(conversations.unread(memberships.rooms().stream()));
        }
        if (!missing.isEmpty() || memberships == null) {
            return new Verdict.Missing(missing);
        }
        if (conversations.hasLeft(person)) {
            return new Verdict.Arriving(List.of(), null);
        }
        if (arrive.first() && lobbyName != null && (lobby == null || mayEnter(lobby, arrive.author()))) {
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

    private boolean mayEnter(Room lobby, Author author) {
        return !lobby.has(author.person())
                && RoomPolicy.canJoin(lobby, author, null, limits.maxMembers()) instanceof Permission.Allowed;
    }
}
