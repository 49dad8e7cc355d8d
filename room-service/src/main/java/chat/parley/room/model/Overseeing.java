package chat.parley.room.model;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomDossier;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomRequest.Appoint;
import chat.parley.protocol.name.Nickname;
import chat.parley.room.policy.Ranks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Decides what who looks after the server asks of a room. */
final class Overseeing {
    private final Conversations conversations;
    private final Limits limits;
    private final Predicate<PersonId> present;

    Overseeing(Conversations conversations, Limits limits, Predicate<PersonId> present) {
        this.conversations = conversations;
        this.limits = limits;
        this.present = present;
    }

    Verdict on(RoomRequest.Administration<?> request, long nowMillis, ChangeSet changes) {
        return switch (request) {
            case RoomRequest.Inspect inspect -> inspect(inspect);
            case Appoint appoint -> appoint(appoint, nowMillis, changes);
            case RoomRequest.Close close -> close(close, nowMillis, changes);
            case RoomRequest.BackUp _backUp -> throw read();
            case RoomRequest.FindRooms _find -> throw read();
            case RoomRequest.CountConversations _count -> throw read();
        };
    }

    private static IllegalArgumentException read() {
        return new IllegalArgumentException("read from the store, not decided");
    }

    private Verdict inspect(RoomRequest.Inspect inspect) {
        Room room = conversations.room(inspect.room());
        if (room == null) {
            return conversations.noRoom(inspect.room());
        }
        List<RoomDossier.Kept> kept = room.moderation().kept().entrySet().stream()
                .map(entry -> new RoomDossier.Kept(entry.getKey(), Ranks.text(entry.getValue())))
                .toList();
        return new Verdict.Answer(new RoomDossier(
                room.snapshot(),
                kept,
                room.moderation().list('b'),
                room.moderation().list('e'),
                room.moderation().list('I')));
    }

    // ---- founder and operators ----

    private Verdict appoint(Appoint appoint, long nowMillis, ChangeSet changes) {
        Room room = conversations.room(appoint.room());
        if (room == null) {
            return conversations.noRoom(appoint.room());
        }
        PersonId.OfAccount person = new PersonId.OfAccount(appoint.account());
        int before = room.moderation().kept(appoint.account());
        if (appoint.rank() == Appoint.Rank.FOUNDER) {
            abdicate(room, changes);
        }
        conversations.founded(appoint.account(), room.id(), appoint.rank() == Appoint.Rank.FOUNDER);
        int after = switch (appoint.rank()) {
            case FOUNDER -> before | Ranks.FOUNDER | Ranks.OPERATOR;
            case OPERATOR -> before | Ranks.OPERATOR;
            case NONE -> before & ~(Ranks.FOUNDER | Ranks.OPERATOR);
        };
        Keeping.set(room, person, after, changes);
        show(room, person, appoint, nowMillis, changes);
        changes.changed(room);
        return new Verdict.Answer(true);
    }

    private void abdicate(Room room, ChangeSet changes) {
        Map.copyOf(room.moderation().kept()).forEach((account, ranks) -> {
            if ((ranks & Ranks.FOUNDER) != 0) {
                Keeping.set(room, new PersonId.OfAccount(account), (ranks & ~Ranks.FOUNDER) | Ranks.OPERATOR, changes);
                conversations.founded(account, room.id(), false);
            }
        });
    }

    /** Who is a member holds the rank at once, and all see it. */
    private static void show(Room room, PersonId.OfAccount person, Appoint appoint, long nowMillis, ChangeSet changes) {
        boolean operator = appoint.rank() != Appoint.Rank.NONE;
        int held = room.ranksOf(person);
        if (room.has(person) && operator != ((held & Ranks.OPERATOR) != 0)) {
            ModeChange change = new ModeChange(operator, 'o', appoint.nick().value(), person);
            changes.append(room, nowMillis, appoint.author(), null, new Change.Modes(List.of(change)));
            changes.member(room.id(), person, operator ? held | Ranks.OPERATOR : held & ~Ranks.OPERATOR);
        }
    }

    // ---- the end of a room ----

    private Verdict close(RoomRequest.Close close, long nowMillis, ChangeSet changes) {
        Room room = conversations.room(close.room());
        if (room == null) {
            return conversations.noRoom(close.room());
        }
        if (limits.isLobby(close.room())) {
            return new Verdict.Refused(new Failure.Rejected(Reason.LOBBY_STAYS, "The lobby cannot be closed."));
        }
        Map<PersonId, Author> here = new HashMap<>();
        close.present().forEach(author -> here.put(author.person(), author));
        List<PersonId> members = List.copyOf(room.snapshot().members().stream()
                .map(member -> member.person())
                .toList());
        if (members.stream().anyMatch(member -> present.test(member) && !here.containsKey(member))) {
            return new Verdict.Refused(new Failure.Unavailable(true, "Somebody has come meanwhile; try again."));
        }
        for (PersonId member : members) {
            Author seen = here.get(member);
            if (seen != null) {
                Nickname nick = new Nickname(seen.source().name());
                changes.append(room, nowMillis, close.author(), null, new Change.Kick(member, nick, close.reason()));
            }
            changes.member(room.id(), member, ChangeSet.GONE);
            Memberships memberships = conversations.memberships(member);
            if (memberships != null) {
                memberships.rooms().remove(room.id());
            }
        }
        room.moderation().kept().keySet().forEach(account -> conversations.founded(account, room.id(), false));
        conversations.end(room);
        changes.ended(room);
        return new Verdict.Answer(true);
    }
}
