package chat.parley.relay.script;

import static chat.parley.relay.script.FakeConversations.denied;
import static chat.parley.relay.script.FakeConversations.rejected;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.Attendance;
import chat.parley.contracts.room.Attended;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.ListEntry;
import chat.parley.contracts.room.ReadMarker;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSummary;
import chat.parley.contracts.room.Target;
import chat.parley.contracts.room.TargetActivity;
import chat.parley.protocol.name.RoomName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Conversations in memory: what is asked is done and told at once. Knows just enough to let sessions be tested. */
final class FakeRooms {
    private final FakeConversations conversations;
    private final FakeSaying saying;
    private final FakeGoverning governing;
    private final Map<String, Long> markers = new HashMap<>();
    private final List<Arrived.Missed> missed = new ArrayList<>();

    FakeRooms(FakeConversations.Told told, LongSupplier clock) {
        conversations = new FakeConversations(told, clock);
        saying = new FakeSaying(conversations);
        governing = new FakeGoverning(conversations);
    }

    void miss(Arrived.Missed conversation) {
        missed.add(conversation);
    }

    Object answer(RoomRequest<?> request) {
        return switch (request) {
            case RoomRequest.Say say -> saying.say(say);
            case RoomRequest.Join join -> join(join);
            case RoomRequest.Part part -> part(part);
            case RoomRequest.SetTopic topic -> governing.setTopic(topic);
            case RoomRequest.ChangeModes modes -> governing.changeModes(modes);
            case RoomRequest.Kick kick -> governing.kick(kick);
            case RoomRequest.ChangeMetadata change -> governing.changeMetadata(change);
            case RoomRequest.Rename rename -> governing.rename(rename);
            case RoomRequest.Redact redact -> saying.redact(redact);
            case RoomRequest.Invite invite -> governing.invite(invite);
            case RoomRequest.Knock knock -> governing.knock(knock);
            case RoomRequest.Invitations _invitations -> List.of(new RoomName("#party"));
            case RoomRequest.ReadList list ->
                List.of(new ListEntry(list.letter() + "!*@*", "op!op@host.test", World.START));
            case RoomRequest.MayChangeNick _mayChange -> true;
            case RoomRequest.Arrive arrive -> arrive(arrive.author());
            case RoomRequest.Depart _depart -> true;
            case RoomRequest.Adopt _adopt -> true;
            case RoomRequest.Subscribe _subscribe -> rejected(Reason.NO_SUCH_ROOM);
            case RoomRequest.Unsubscribe _unsubscribe -> true;
            case RoomRequest.Describe describe -> {
                FakeConversations.Room room = conversations.rooms.get(describe.room());
                yield room == null ? rejected(Reason.NO_SUCH_ROOM) : room.snapshot();
            }
            case RoomRequest.Forget _forget -> true;
            case RoomRequest.RoomsOf of ->
                conversations.rooms.values().stream()
                        .filter(room -> room.members.containsKey(of.person()))
                        .filter(room -> !room.modes.has('s') || room.members.containsKey(of.asker()))
                        .map(room -> new Attended(room.ref.name(), String.valueOf(room.members.get(of.person()))))
                        .toList();
            case RoomRequest.CountRooms _count -> (long) conversations.rooms.size();
            case RoomRequest.ListRooms list ->
                conversations.rooms.values().stream()
                        .filter(room -> list.after() == null
                                || room.ref.id().value() > list.after().value())
                        .sorted(Comparator.comparingLong(room -> room.ref.id().value()))
                        .limit(list.limit())
                        .map(room -> new RoomSummary(
                                room.ref.id(),
                                room.ref.name(),
                                room.members.size(),
                                room.topic == null ? "" : room.topic.text(),
                                World.START,
                                0))
                        .toList();
            case RoomRequest.Since since ->
                new ConversationEvents(new ConversationRef.Room(since.conversation(), new RoomName("#x")), List.of());
            case RoomRequest.History history -> saying.history(history);
            case RoomRequest.Search search -> saying.search(search);
            case RoomRequest.Targets targets ->
                conversations.directs.values().stream()
                        .filter(direct -> direct.ref().first().equals(targets.reader())
                                || direct.ref().second().equals(targets.reader()))
                        .map(direct -> new TargetActivity(
                                direct.ref(), direct.events().getLast().timeMillis()))
                        .toList();
            case RoomRequest.Given _given -> true;
            case RoomRequest.ReadSaid said -> saying.said(said);
            case RoomRequest.Drop drop -> governing.drop(drop);
            case RoomRequest.HandOver handOver -> governing.handOver(handOver);
            case RoomRequest.Administration<?> _asked -> throw new UnsupportedOperationException("no relay asks that");
            case RoomRequest.MarkRead mark ->
                new ReadMarker(markers.merge(key(mark.reader(), mark.target()), mark.timeMillis(), Math::max));
            case RoomRequest.ReadMarkerOf of -> new ReadMarker(markers.getOrDefault(key(of.reader(), of.target()), 0L));
            case RoomRequest.Attend _attend -> new Attendance(1, true);
            case RoomRequest.RecentDirects _recent -> List.of();
        };
    }

    private static String key(PersonId reader, Target target) {
        return reader.text()
                + switch (target) {
                    case Target.ToRoom room -> room.name().folded();
                    case Target.ToPerson person -> person.person().text();
                };
    }

    private Object join(RoomRequest.Join join) {
        FakeConversations.Room room = conversations.rooms.get(join.room());
        PersonId person = join.author().person();
        if (room == null) {
            return conversations.open(join.room(), join.author(), join.origin());
        }
        if (room.members.containsKey(person)) {
            return new Accepted(room.ref, room.events.size(), conversations.nowMillis(), true);
        }
        if (room.modes.key() != null && !room.modes.key().equals(join.key())) {
            return denied(Reason.BAD_KEY);
        }
        if (room.modes.has('i')) {
            return denied(Reason.INVITE_ONLY);
        }
        if (room.modes.limit() > 0 && room.members.size() >= room.modes.limit()) {
            return denied(Reason.ROOM_FULL);
        }
        room.members.put(person, "");
        return conversations.happens(room, join.author(), join.origin(), new Change.Join());
    }

    private Object part(RoomRequest.Part part) {
        FakeConversations.Room room = conversations.rooms.get(part.room());
        if (room == null) {
            return rejected(Reason.NO_SUCH_ROOM);
        }
        if (room.members.remove(part.author().person()) == null) {
            return rejected(Reason.NOT_A_MEMBER);
        }
        return conversations.happens(room, part.author(), part.origin(), new Change.Part(part.reason()));
    }

    private Arrived arrive(Author author) {
        List<Arrived.Entered> entered = conversations.rooms.values().stream()
                .filter(room -> room.members.containsKey(author.person()))
                .map(room -> new Arrived.Entered(room.ref, room.events.size()))
                .toList();
        return new Arrived(entered, missed);
    }
}
