package chat.parley.room.model;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Attended;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.HistoryPage;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSummary;
import chat.parley.contracts.room.Target;
import chat.parley.contracts.room.Topic;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.policy.Permission;
import chat.parley.room.policy.Ranks;
import chat.parley.room.policy.RoomPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Decides what may be seen, and takes snapshots. */
final class Reading {
    /** Stands for a private conversation in which nothing was said yet; ids are given from 1 upwards. */
    private static final ConversationId NO_CONVERSATION = new ConversationId(Long.MAX_VALUE);

    private final Conversations conversations;
    private final Predicate<PersonId> present;

    Reading(Conversations conversations, Predicate<PersonId> present) {
        this.conversations = conversations;
        this.present = present;
    }

    Verdict subscribe(RoomRequest.Subscribe subscribe) {
        if (conversations.conversation(subscribe.room()) instanceof Room room) {
            return new Verdict.Subscribed(room.snapshot(), subscribe.relay());
        }
        Need need = new Need.OfConversation(subscribe.room());
        return conversations.conversation(subscribe.room()) != null || conversations.isAbsent(need)
                ? new Verdict.Refused(new Failure.Rejected(Reason.NO_SUCH_ROOM, "There is no such room any more."))
                : new Verdict.Missing(List.of(need));
    }

    Verdict describe(RoomRequest.Describe describe) {
        Room room = conversations.room(describe.room());
        return room == null ? conversations.noRoom(describe.room()) : new Verdict.Answer(room.snapshot());
    }

    Verdict readList(RoomRequest.ReadList request) {
        Room room = conversations.room(request.room());
        if (room == null) {
            return conversations.noRoom(request.room());
        }
        return RoomPolicy.canReadLists(room, request.reader()) instanceof Permission.Refused refused
                ? new Verdict.Refused(refused.failure())
                : new Verdict.Answer(room.moderation().list(request.letter()));
    }

    /** A nick is for all rooms, so that any of them may stand in the way. */
    Verdict mayChangeNick(RoomRequest.MayChangeNick request) {
        Memberships memberships = conversations.memberships(request.author().person());
        if (memberships == null) {
            return new Verdict.Missing(
                    List.of(new Need.OfPerson(request.author().person())));
        }
        List<Need> missing = conversations.unread(memberships);
        if (!missing.isEmpty()) {
            return new Verdict.Missing(missing);
        }
        for (ConversationId id : memberships.rooms()) {
            if (conversations.conversation(id) instanceof Room room) {
                room.moderation().met(request.author());
                if (RoomPolicy.canChangeNick(room, request.author()) instanceof Permission.Refused refused) {
                    return new Verdict.Refused(refused.failure());
                }
            }
        }
        return new Verdict.Answer(true);
    }

    Verdict list(RoomRequest.ListRooms list) {
        ConversationId after = list.after();
        long last = after == null ? 0 : after.value();
        List<RoomSummary> summaries = conversations.rooms().stream()
                .filter(room -> room.id().value() > last && RoomPolicy.canSee(room, list.asker()))
                .sorted(Comparator.comparingLong(room -> room.id().value()))
                .limit(list.limit())
                .map(this::summary)
                .toList();
        return new Verdict.Listed(summaries, after, list.limit());
    }

    Verdict roomsOf(RoomRequest.RoomsOf request) {
        Memberships memberships = conversations.memberships(request.person());
        if (memberships == null) {
            return new Verdict.Missing(List.of(new Need.OfPerson(request.person())));
        }
        List<Need> missing = conversations.unread(memberships.rooms().stream());
        if (!missing.isEmpty()) {
            return new Verdict.Missing(missing);
        }
        List<Attended> attended = new ArrayList<>();
        memberships.rooms().forEach(id -> {
            if (conversations.conversation(id) instanceof Room room
                    && room.has(request.person())
                    && RoomPolicy.canSee(room, request.asker())) {
                attended.add(new Attended(room.ref().name(), Ranks.text(room.ranksOf(request.person()))));
            }
        });
        return new Verdict.Answer(attended);
    }

    /** Rooms in which somebody is; such a room is loaded. */
    Verdict count() {
        long rooms = 0;
        for (Room room : conversations.rooms()) {
            for (PersonId member : room.members()) {
                if (present.test(member)) {
                    rooms++;
                    break;
                }
            }
        }
        return new Verdict.Answer(rooms);
    }

    private RoomSummary summary(Room room) {
        int here = 0;
        for (PersonId member : room.members()) {
            if (present.test(member)) {
                here++;
            }
        }
        Topic topic = room.topic();
        return new RoomSummary(
                room.id(),
                room.ref().name(),
                here,
                topic == null ? "" : topic.text(),
                room.createdAtMillis(),
                topic == null ? 0 : topic.setAtMillis());
    }

    Verdict history(RoomRequest.History history) {
        return switch (history.target()) {
            case Target.ToRoom target -> ofRoom(history, target.name());
            case Target.ToPerson target -> ofPair(history, Need.OfPair.of(history.reader(), target.person()));
        };
    }

    private Verdict ofRoom(RoomRequest.History history, RoomName name) {
        Room room = conversations.room(name);
        if (room == null) {
            return conversations.noRoom(name);
        }
        if (RoomPolicy.canReadHistory(room, history.reader()) instanceof Permission.Refused refused) {
            return new Verdict.Refused(refused.failure());
        }
        return new Verdict.MayRead(room.ref(), room.sequence(), history, Ranks.highest(room.ranksOf(history.reader())));
    }

    private Verdict ofPair(RoomRequest.History history, Need.OfPair pair) {
        Direct direct = conversations.direct(pair);
        if (direct != null) {
            return new Verdict.MayRead(direct.ref(), direct.sequence(), history, null);
        }
        return conversations.isAbsent(pair)
                ? new Verdict.Answer(new HistoryPage(nothingYet(history, pair), List.of()))
                : new Verdict.Missing(List.of(pair));
    }

    /** One's own conversations alone, however open others are: for one finds without knowing that it is there. */
    Verdict search(RoomRequest.Search search) {
        return switch (search.in()) {
            case null -> new Verdict.MaySearch(SearchPlan.of(search, null, null));
            case Target.ToRoom target -> {
                Room room = conversations.room(target.name());
                if (room == null) {
                    yield conversations.noRoom(target.name());
                }
                yield RoomPolicy.canReadLists(room, search.reader()) instanceof Permission.Refused refused
                        ? new Verdict.Refused(refused.failure())
                        : new Verdict.MaySearch(
                                SearchPlan.of(search, room.ref(), Ranks.highest(room.ranksOf(search.reader()))));
            }
            case Target.ToPerson target -> {
                Need.OfPair pair = Need.OfPair.of(search.reader(), target.person());
                Direct direct = conversations.direct(pair);
                if (direct != null) {
                    yield new Verdict.MaySearch(SearchPlan.of(search, direct.ref(), null));
                }
                yield conversations.isAbsent(pair) ? new Verdict.Answer(List.of()) : new Verdict.Missing(List.of(pair));
            }
        };
    }

    private static ConversationRef nothingYet(RoomRequest.History history, Need.OfPair pair) {
        Nickname nick = ((Target.ToPerson) history.target()).nick();
        return new ConversationRef.Direct(NO_CONVERSATION, pair.first(), nick, pair.second(), nick);
    }
}
