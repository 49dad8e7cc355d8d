package chat.parley.relay.script;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.Attendance;
import chat.parley.contracts.room.Attended;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.HistoryPage;
import chat.parley.contracts.room.ListEntry;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.Origin;
import chat.parley.contracts.room.ReadMarker;
import chat.parley.contracts.room.RoomModes;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.contracts.room.RoomSummary;
import chat.parley.contracts.room.SaidPage;
import chat.parley.contracts.room.SearchHit;
import chat.parley.contracts.room.Target;
import chat.parley.contracts.room.TargetActivity;
import chat.parley.contracts.room.Topic;
import chat.parley.protocol.id.MessageId;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Conversations in memory: what is asked is done and told at once. Knows just enough to let sessions be tested. */
final class FakeRooms {
    private final Map<RoomName, Room> rooms = new LinkedHashMap<>();
    private final Map<String, Direct> directs = new LinkedHashMap<>();
    private final Map<String, Long> nonces = new HashMap<>();
    private final Map<String, Long> markers = new HashMap<>();
    private final List<Arrived.Missed> missed = new ArrayList<>();
    private final Told told;
    private final LongSupplier clock;
    private long lastId;

    /** Who is told what happens. */
    interface Told {
        void opened(RoomSnapshot snapshot, PersonId founder);

        void happened(ConversationRef conversation, Event event);
    }

    private static final class Room {
        ConversationRef.Room ref;
        final Map<PersonId, String> members = new LinkedHashMap<>();
        final List<Event> events = new ArrayList<>();
        RoomModes modes = new RoomModes("nt", null, 0);
        Metadata metadata = Metadata.NONE;

        @Nullable
        Topic topic;

        Room(ConversationRef.Room ref) {
            this.ref = ref;
        }

        RoomSnapshot snapshot() {
            List<Member> list = new ArrayList<>();
            members.forEach((person, ranks) -> list.add(new Member(person, ranks)));
            return new RoomSnapshot(ref, events.size(), topic, modes, list, World.START, metadata);
        }
    }

    private record Direct(ConversationRef.Direct ref, List<Event> events) {}

    FakeRooms(Told told, LongSupplier clock) {
        this.told = told;
        this.clock = clock;
    }

    void miss(Arrived.Missed conversation) {
        missed.add(conversation);
    }

    Object answer(RoomRequest<?> request) {
        return switch (request) {
            case RoomRequest.Say say -> say(say);
            case RoomRequest.Join join -> join(join);
            case RoomRequest.Part part -> part(part);
            case RoomRequest.SetTopic topic -> setTopic(topic);
            case RoomRequest.ChangeModes modes -> changeModes(modes);
            case RoomRequest.Kick kick -> kick(kick);
            case RoomRequest.ChangeMetadata change -> changeMetadata(change);
            case RoomRequest.Rename rename -> rename(rename);
            case RoomRequest.Redact redact -> redact(redact);
            case RoomRequest.Invite invite -> invite(invite);
            case RoomRequest.Knock knock -> knock(knock);
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
                Room room = rooms.get(describe.room());
                yield room == null ? rejected(Reason.NO_SUCH_ROOM) : room.snapshot();
            }
            case RoomRequest.Forget _forget -> true;
            case RoomRequest.RoomsOf of ->
                rooms.values().stream()
                        .filter(room -> room.members.containsKey(of.person()))
                        .filter(room -> !room.modes.has('s') || room.members.containsKey(of.asker()))
                        .map(room -> new Attended(room.ref.name(), String.valueOf(room.members.get(of.person()))))
                        .toList();
            case RoomRequest.CountRooms _count -> (long) rooms.size();
            case RoomRequest.ListRooms _list ->
                rooms.values().stream()
                        .map(room -> new RoomSummary(
                                room.ref.name(),
                                room.members.size(),
                                room.topic == null ? "" : room.topic.text(),
                                World.START,
                                0))
                        .toList();
            case RoomRequest.Since since ->
                new ConversationEvents(new ConversationRef.Room(since.conversation(), new RoomName("#x")), List.of());
            case RoomRequest.History history -> history(history);
            case RoomRequest.Search search -> search(search);
            case RoomRequest.Targets targets ->
                directs.values().stream()
                        .filter(direct -> direct.ref.first().equals(targets.reader())
                                || direct.ref.second().equals(targets.reader()))
                        .map(direct -> new TargetActivity(
                                direct.ref, direct.events.getLast().timeMillis()))
                        .toList();
            case RoomRequest.Given _given -> true;
            case RoomRequest.ReadSaid said -> said(said);
            case RoomRequest.Administration<?> _asked -> throw new UnsupportedOperationException("no relay asks that");
            case RoomRequest.MarkRead mark ->
                new ReadMarker(markers.merge(key(mark.reader(), mark.target()), mark.timeMillis(), Math::max));
            case RoomRequest.ReadMarkerOf of -> new ReadMarker(markers.getOrDefault(key(of.reader(), of.target()), 0L));
            case RoomRequest.Attend _attend -> new Attendance(1, true);
            case RoomRequest.RecentDirects _recent -> List.of();
        };
    }

    private SaidPage said(RoomRequest.ReadSaid asked) {
        Map<ConversationRef, List<Event>> all = new LinkedHashMap<>();
        rooms.values().forEach(room -> all.put(room.ref, room.events));
        directs.values().forEach(direct -> all.put(direct.ref, direct.events));
        List<SaidPage.Said> said = new ArrayList<>();
        all.forEach((conversation, events) -> events.stream()
                .filter(event -> event.author().person().equals(asked.person()))
                .filter(event -> event.change() instanceof Change.Message)
                .filter(event ->
                        new MessageId(conversation.id().value(), event.sequence()).compareTo(asked.after()) > 0)
                .forEach(event -> said.add(new SaidPage.Said(conversation, event))));
        if (said.size() <= asked.limit()) {
            return new SaidPage(said, null);
        }
        SaidPage.Said last = said.get(asked.limit() - 1);
        return new SaidPage(
                said.subList(0, asked.limit()),
                new MessageId(last.conversation().id().value(), last.event().sequence()));
    }

    private static String key(PersonId reader, Target target) {
        return reader.text()
                + switch (target) {
                    case Target.ToRoom room -> room.name().folded();
                    case Target.ToPerson person -> person.person().text();
                };
    }

    private static Failure rejected(Reason reason) {
        return new Failure.Rejected(reason, reason.name());
    }

    private static Failure denied(Reason reason) {
        return new Failure.Denied(reason, reason.name());
    }

    private Object say(RoomRequest.Say say) {
        String nonceKey = say.account() == null || say.nonce() == null ? null : say.account() + "/" + say.nonce();
        Long before = nonceKey == null ? null : nonces.get(nonceKey);
        var change = new Change.Message(
                say.kind(),
                say.text(),
                say.clientTags(),
                say.target() instanceof Target.ToRoom room ? room.to() : null);
        ConversationRef conversation;
        List<Event> events;
        switch (say.target()) {
            case Target.ToRoom toRoom -> {
                Room room = rooms.get(toRoom.name());
                if (room == null) {
                    return rejected(Reason.NO_SUCH_ROOM);
                }
                String ranks = room.members.get(say.author().person());
                if (ranks == null || (room.modes.has('m') && ranks.isEmpty())) {
                    return denied(Reason.CANNOT_SEND);
                }
                conversation = room.ref;
                events = room.events;
            }
            case Target.ToPerson toPerson -> {
                Direct direct = direct(say.author(), toPerson);
                conversation = direct.ref;
                events = direct.events;
            }
        }
        if (before != null) {
            Event stored = events.get((int) (before - 1));
            return stored.change().equals(change)
                    ? new Accepted(conversation, before, stored.timeMillis(), true)
                    : rejected(Reason.NONCE_REUSED);
        }
        Event event = event(say.stored() ? events.size() + 1 : 0, say.author(), say.origin(), change);
        if (say.stored()) {
            events.add(event);
        }
        if (nonceKey != null) {
            nonces.put(nonceKey, event.sequence());
        }
        told.happened(conversation, event);
        return new Accepted(conversation, event.sequence(), event.timeMillis(), false);
    }

    private Direct direct(Author author, Target.ToPerson to) {
        var texts = new TreeSet<>(List.of(author.person().text(), to.person().text()));
        boolean mineFirst = author.person().text().equals(texts.first());
        var me = new Nickname(author.source().name());
        return directs.computeIfAbsent(
                String.join(" ", texts),
                _key -> new Direct(
                        new ConversationRef.Direct(
                                new ConversationId(++lastId),
                                mineFirst ? author.person() : to.person(),
                                mineFirst ? me : to.nick(),
                                mineFirst ? to.person() : author.person(),
                                mineFirst ? to.nick() : me),
                        new ArrayList<>()));
    }

    private Event event(long sequence, Author author, Origin origin, Change change) {
        return new Event(sequence, clock.getAsLong(), author, origin, change);
    }

    private Accepted happens(Room room, Author author, Origin origin, Change change) {
        Event event = event(room.events.size() + 1, author, origin, change);
        room.events.add(event);
        told.happened(room.ref, event);
        return new Accepted(room.ref, event.sequence(), event.timeMillis(), false);
    }

    private Object join(RoomRequest.Join join) {
        Room room = rooms.get(join.room());
        PersonId person = join.author().person();
        if (room == null) {
            room = new Room(new ConversationRef.Room(new ConversationId(++lastId), join.room()));
            rooms.put(join.room(), room);
            room.members.put(person, "o");
            Event event = event(1, join.author(), join.origin(), new Change.Join());
            room.events.add(event);
            told.opened(room.snapshot(), person);
            return new Accepted(room.ref, 1, event.timeMillis(), false);
        }
        if (room.members.containsKey(person)) {
            return new Accepted(room.ref, room.events.size(), clock.getAsLong(), true);
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
        return happens(room, join.author(), join.origin(), new Change.Join());
    }

    private Object part(RoomRequest.Part part) {
        Room room = rooms.get(part.room());
        if (room == null) {
            return rejected(Reason.NO_SUCH_ROOM);
        }
        if (room.members.remove(part.author().person()) == null) {
            return rejected(Reason.NOT_A_MEMBER);
        }
        return happens(room, part.author(), part.origin(), new Change.Part(part.reason()));
    }

    private Object redact(RoomRequest.Redact redact) {
        if (!(redact.target() instanceof Target.ToRoom target)) {
            return rejected(Reason.NO_SUCH_MESSAGE);
        }
        Room room = rooms.get(target.name());
        if (room == null) {
            return rejected(Reason.NO_SUCH_ROOM);
        }
        if (redact.conversation() != room.ref.id().value() || redact.sequence() > room.events.size()) {
            return rejected(Reason.NO_SUCH_MESSAGE);
        }
        PersonId author = room.events.get((int) redact.sequence() - 1).author().person();
        return author.equals(redact.author().person())
                ? happens(
                        room,
                        redact.author(),
                        redact.origin(),
                        new Change.Redaction(redact.sequence(), redact.reason()))
                : denied(Reason.NOT_YOURS);
    }

    private Object changeMetadata(RoomRequest.ChangeMetadata change) {
        Room room = rooms.get(change.room());
        if (room == null) {
            return rejected(Reason.NO_SUCH_ROOM);
        }
        String ranks = room.members.get(change.author().person());
        if (ranks == null) {
            return rejected(Reason.NOT_A_MEMBER);
        }
        if (!ranks.contains("o")) {
            return denied(Reason.NOT_AN_OPERATOR);
        }
        Metadata before = room.metadata;
        room.metadata = before.after(change.change());
        Map<MetadataKey, String> set = new HashMap<>();
        List<MetadataKey> removed = new ArrayList<>();
        for (MetadataKey key : room.metadata.differencesFrom(before)) {
            String value = room.metadata.get(key);
            if (value == null) {
                removed.add(key);
            } else {
                set.put(key, value);
            }
        }
        return happens(room, change.author(), change.origin(), new Change.Described(set, removed));
    }

    private Object rename(RoomRequest.Rename rename) {
        Room room = rooms.get(rename.room());
        if (room == null) {
            return rejected(Reason.NO_SUCH_ROOM);
        }
        if (rooms.containsKey(rename.now()) && !rename.now().equals(rename.room())) {
            return rejected(Reason.ROOM_NAME_TAKEN);
        }
        var change = new Change.Rename(room.ref.name(), rename.now(), rename.reason());
        rooms.remove(rename.room());
        rooms.put(rename.now(), room);
        room.ref = new ConversationRef.Room(room.ref.id(), rename.now());
        return happens(room, rename.author(), rename.origin(), change);
    }

    private Object kick(RoomRequest.Kick kick) {
        Room room = rooms.get(kick.room());
        if (room == null) {
            return rejected(Reason.NO_SUCH_ROOM);
        }
        if (!"o".equals(room.members.get(kick.author().person()))) {
            return denied(Reason.NOT_AN_OPERATOR);
        }
        if (room.members.remove(kick.target().person()) == null) {
            return rejected(Reason.TARGET_NOT_A_MEMBER);
        }
        var change = new Change.Kick(
                kick.target().person(), new Nickname(kick.target().source().name()), kick.reason());
        return happens(room, kick.author(), kick.origin(), change);
    }

    private Object invite(RoomRequest.Invite invite) {
        Room room = rooms.get(invite.room());
        if (room == null) {
            return rejected(Reason.NO_SUCH_ROOM);
        }
        return room.members.containsKey(invite.target())
                ? rejected(Reason.ALREADY_A_MEMBER)
                : happens(room, invite.author(), invite.origin(), new Change.Invite(invite.target(), invite.nick()));
    }

    private Object knock(RoomRequest.Knock knock) {
        Room room = rooms.get(knock.room());
        return room == null
                ? rejected(Reason.NO_SUCH_ROOM)
                : happens(room, knock.author(), knock.origin(), new Change.Knock());
    }

    private Object setTopic(RoomRequest.SetTopic set) {
        Room room = rooms.get(set.room());
        if (room == null) {
            return rejected(Reason.NO_SUCH_ROOM);
        }
        String ranks = room.members.get(set.author().person());
        if (ranks == null) {
            return rejected(Reason.NOT_A_MEMBER);
        }
        if (room.modes.has('t') && !ranks.contains("o")) {
            return denied(Reason.NOT_AN_OPERATOR);
        }
        room.topic = new Topic(set.text(), set.author().source().text(), clock.getAsLong());
        return happens(room, set.author(), set.origin(), new Change.Topic(set.text()));
    }

    private Object changeModes(RoomRequest.ChangeModes change) {
        Room room = rooms.get(change.room());
        if (room == null) {
            return rejected(Reason.NO_SUCH_ROOM);
        }
        String ranks = room.members.get(change.author().person());
        if (ranks == null || !ranks.contains("o")) {
            return denied(Reason.NOT_AN_OPERATOR);
        }
        for (ModeChange mode : change.changes()) {
            if (mode.person() != null && !room.members.containsKey(mode.person())) {
                return rejected(Reason.TARGET_NOT_A_MEMBER);
            }
        }
        Accepted accepted = happens(room, change.author(), change.origin(), new Change.Modes(change.changes()));
        for (ModeChange mode : change.changes()) {
            if (mode.person() != null) {
                room.members.put(mode.person(), mode.add() ? String.valueOf(mode.letter()) : "");
            } else if (ListEntry.LISTS.indexOf(mode.letter()) < 0) {
                String flags = room.modes.flags().replace(String.valueOf(mode.letter()), "");
                room.modes = switch (mode.letter()) {
                    case 'k' -> new RoomModes(room.modes.flags(), mode.add() ? mode.argument() : null, 0);
                    case 'l' ->
                        new RoomModes(
                                room.modes.flags(),
                                room.modes.key(),
                                mode.argument() == null ? 0 : Integer.parseInt(mode.argument()));
                    default ->
                        new RoomModes(mode.add() ? flags + mode.letter() : flags, room.modes.key(), room.modes.limit());
                };
            }
        }
        return accepted;
    }

    private Arrived arrive(Author author) {
        List<Arrived.Entered> entered = rooms.values().stream()
                .filter(room -> room.members.containsKey(author.person()))
                .map(room -> new Arrived.Entered(room.ref, room.events.size()))
                .toList();
        return new Arrived(entered, missed);
    }

    /** Everything of one room that has the text in it, or of all. */
    private List<SearchHit> search(RoomRequest.Search search) {
        List<SearchHit> hits = new ArrayList<>();
        for (Room room : rooms.values()) {
            if (!(search.in() instanceof Target.ToRoom in) || in.name().equals(room.ref.name())) {
                for (Event event : room.events) {
                    if (event.change() instanceof Change.Message said
                            && said.text().contains(search.text())) {
                        hits.add(new SearchHit(room.ref, event));
                    }
                }
            }
        }
        return hits;
    }

    /** The last so many; tests of which part of history is asked for look at the request. */
    private Object history(RoomRequest.History history) {
        ConversationRef conversation;
        List<Event> events;
        switch (history.target()) {
            case Target.ToRoom toRoom -> {
                Room room = rooms.get(toRoom.name());
                if (room == null) {
                    return rejected(Reason.NO_SUCH_ROOM);
                }
                conversation = room.ref;
                events = room.events;
            }
            case Target.ToPerson toPerson -> {
                Direct found = directs.values().stream()
                        .filter(direct -> direct.ref.other(toPerson.person()).equals(history.reader()))
                        .findFirst()
                        .orElse(null);
                if (found == null) {
                    return new HistoryPage(
                            new ConversationRef.Direct(
                                    new ConversationId(9_999),
                                    history.reader(),
                                    new Nickname("me"),
                                    toPerson.person(),
                                    toPerson.nick()),
                            List.of());
                }
                conversation = found.ref;
                events = found.events;
            }
        }
        List<Event> shown = events.stream()
                .filter(event -> history.eventsToo() || event.change() instanceof Change.Message)
                .map(event -> new Event(event.sequence(), event.timeMillis(), event.author(), null, event.change()))
                .toList();
        return new HistoryPage(conversation, shown.subList(Math.max(0, shown.size() - history.limit()), shown.size()));
    }
}
