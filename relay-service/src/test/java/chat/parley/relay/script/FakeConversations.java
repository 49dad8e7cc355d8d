package chat.parley.relay.script;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.Origin;
import chat.parley.contracts.room.RoomModes;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.contracts.room.Target;
import chat.parley.contracts.room.Topic;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The conversations that the fake rooms are about, in memory. */
final class FakeConversations {
    final Map<RoomName, Room> rooms = new LinkedHashMap<>();
    final Map<String, Direct> directs = new LinkedHashMap<>();
    private final Told told;
    private final LongSupplier clock;
    private long lastId;

    /** Who is told what happens. */
    interface Told {
        void opened(RoomSnapshot snapshot, PersonId founder);

        void happened(ConversationRef conversation, Event event);
    }

    static final class Room {
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

    /** What two people say to each other. */
    record Direct(ConversationRef.Direct ref, List<Event> events) {}

    FakeConversations(Told told, LongSupplier clock) {
        this.told = told;
        this.clock = clock;
    }

    long nowMillis() {
        return clock.getAsLong();
    }

    /** A room begins with its founder in it. */
    Accepted open(RoomName name, Author founder, Origin origin) {
        Room room = new Room(new ConversationRef.Room(new ConversationId(++lastId), name));
        rooms.put(name, room);
        room.members.put(founder.person(), "o");
        Event event = event(1, founder, origin, new Change.Join());
        room.events.add(event);
        told.opened(room.snapshot(), founder.person());
        return new Accepted(room.ref, 1, event.timeMillis(), false);
    }

    Accepted happens(Room room, Author author, @Nullable Origin origin, Change change) {
        return happens(room.ref, room.events, true, author, origin, change);
    }

    /** The next of a conversation; one that is not stored has no place in it. */
    Accepted happens(
            ConversationRef conversation,
            List<Event> events,
            boolean stored,
            Author author,
            @Nullable Origin origin,
            Change change) {
        Event event = event(stored ? events.size() + 1 : 0, author, origin, change);
        if (stored) {
            events.add(event);
        }
        told.happened(conversation, event);
        return new Accepted(conversation, event.sequence(), event.timeMillis(), false);
    }

    private Event event(long sequence, Author author, @Nullable Origin origin, Change change) {
        return new Event(sequence, clock.getAsLong(), author, origin, change);
    }

    /** The two's, which is begun if there is none. */
    Direct direct(Author author, Target.ToPerson to) {
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

    static Failure rejected(Reason reason) {
        return new Failure.Rejected(reason, reason.name());
    }

    static Failure denied(Reason reason) {
        return new Failure.Denied(reason, reason.name());
    }
}
