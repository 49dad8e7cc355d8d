package chat.parley.relay.wire;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.Attendance;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.HistoryPage;
import chat.parley.contracts.room.HistorySelector;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.Origin;
import chat.parley.contracts.room.ReadMarker;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomModes;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.contracts.room.SearchHit;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Conversations, with everything permitted. What is decided gathers until {@link #take}. */
final class MemoryRooms {
    private final Map<RoomName, Kept> byName = new HashMap<>();
    private final Map<ConversationId, Kept> byId = new HashMap<>();
    private final Map<String, Kept> directs = new HashMap<>();
    private Map<ConversationId, List<Event>> fresh = new LinkedHashMap<>();
    private final Map<ConversationId, Long> announced = new HashMap<>();
    final List<RoomRequest.Given> given = new CopyOnWriteArrayList<>();
    private final Map<String, Long> markers = new HashMap<>();
    private long time;

    /** One conversation. Events are kept only when told to, because benchmarks make many. */
    private static final class Kept {
        final ConversationRef ref;
        final Map<PersonId, Member> members = new LinkedHashMap<>();
        final List<Event> events = new ArrayList<>();
        Metadata metadata = Metadata.NONE;
        long sequence;

        Kept(ConversationRef ref) {
            this.ref = ref;
        }
    }

    /** The new events since the last time. */
    List<ConversationEvents> take() {
        List<ConversationEvents> taken = new ArrayList<>();
        fresh.forEach((id, events) -> {
            ConversationRef ref = kept(id).ref;
            taken.add(
                    ref instanceof ConversationRef.Direct
                            ? new ConversationEvents(ref, events, announced.getOrDefault(id, 0L) + 1)
                            : new ConversationEvents(ref, events));
        });
        fresh = new LinkedHashMap<>();
        return taken;
    }

    /** Where rooms end. */
    Map<ConversationId, Long> tails() {
        Map<ConversationId, Long> tails = new HashMap<>();
        byName.values().forEach(kept -> tails.put(kept.ref.id(), kept.sequence));
        return tails;
    }

    /** Where private conversations end, which all relays are sent; what came since the last time may be missing. */
    List<RecentDirect> ends() {
        List<RecentDirect> ends = new ArrayList<>();
        directs.values().forEach(kept -> {
            Long before = announced.put(kept.ref.id(), kept.sequence);
            ends.add(new RecentDirect((ConversationRef.Direct) kept.ref, before == null ? 0 : before, kept.sequence));
        });
        return ends;
    }

    private Kept kept(ConversationId id) {
        Kept kept = byId.get(id);
        if (kept == null) {
            throw ServiceException.rejected(Reason.NO_SUCH_ROOM, "no such room");
        }
        return kept;
    }

    private Kept kept(RoomName name) {
        Kept kept = byName.get(name);
        if (kept == null) {
            throw ServiceException.rejected(Reason.NO_SUCH_ROOM, "no such room");
        }
        return kept;
    }

    Object answer(RoomRequest<?> request) {
        return switch (request) {
            case RoomRequest.Say say -> say(say);
            case RoomRequest.Join join -> join(join.room(), join.author(), join.origin());
            case RoomRequest.Part part -> {
                Kept room = kept(part.room());
                room.members.remove(part.author().person());
                yield happens(room, part.author(), part.origin(), new Change.Part(part.reason()), true);
            }
            case RoomRequest.SetTopic topic ->
                happens(kept(topic.room()), topic.author(), topic.origin(), new Change.Topic(topic.text()), true);
            case RoomRequest.ChangeModes modes ->
                happens(kept(modes.room()), modes.author(), modes.origin(), new Change.Modes(modes.changes()), true);
            case RoomRequest.Kick kick -> {
                Kept room = kept(kick.room());
                room.members.remove(kick.target().person());
                Nickname nick = new Nickname(kick.target().source().name());
                yield happens(
                        room,
                        kick.author(),
                        kick.origin(),
                        new Change.Kick(kick.target().person(), nick, kick.reason()),
                        true);
            }
            case RoomRequest.ChangeMetadata change -> {
                Kept room = kept(change.room());
                Metadata now = room.metadata.after(change.change());
                List<MetadataKey> removed = now.differencesFrom(room.metadata).stream()
                        .filter(key -> now.get(key) == null)
                        .toList();
                room.metadata = now;
                yield happens(
                        room, change.author(), change.origin(), new Change.Described(now.values(), removed), true);
            }
            case RoomRequest.Rename rename ->
                happens(
                        kept(rename.room()),
                        rename.author(),
                        rename.origin(),
                        new Change.Rename(rename.room(), rename.now(), rename.reason()),
                        true);
            case RoomRequest.Redact redact ->
                happens(
                        kept(new ConversationId(redact.conversation())),
                        redact.author(),
                        redact.origin(),
                        new Change.Redaction(redact.sequence(), redact.reason()),
                        true);
            case RoomRequest.Invite invite ->
                happens(
                        kept(invite.room()),
                        invite.author(),
                        invite.origin(),
                        new Change.Invite(invite.target(), invite.nick()),
                        true);
            case RoomRequest.Knock knock ->
                happens(kept(knock.room()), knock.author(), knock.origin(), new Change.Knock(), true);
            case RoomRequest.Invitations _invitations -> List.of();
            case RoomRequest.ReadList _list -> List.of();
            case RoomRequest.MayChangeNick _mayChange -> true;
            case RoomRequest.Arrive arrive ->
                new Arrived(
                        byName.values().stream()
                                .filter(room ->
                                        room.members.containsKey(arrive.author().person()))
                                .map(room -> new Arrived.Entered((ConversationRef.Room) room.ref, room.sequence))
                                .toList(),
                        missed(arrive.author().person()));
            case RoomRequest.Depart depart -> {
                byName.values().forEach(room -> room.members.remove(depart.guest()));
                yield true;
            }
            case RoomRequest.Adopt _adopt -> true;
            case RoomRequest.Subscribe subscribe -> snapshot(kept(subscribe.room()));
            case RoomRequest.Unsubscribe _unsubscribe -> true;
            case RoomRequest.Describe describe -> snapshot(kept(describe.room()));
            case RoomRequest.ListRooms _list -> List.of();
            case RoomRequest.Forget _forget -> true;
            case RoomRequest.RoomsOf _of -> List.of();
            case RoomRequest.CountRooms _count -> 0L;
            case RoomRequest.Since since -> {
                Kept kept = kept(since.conversation());
                yield new ConversationEvents(
                        kept.ref,
                        kept.events.stream()
                                .filter(event -> event.sequence() > since.sequence())
                                // what is stored says nothing of the request that it came from
                                .map(event -> new Event(
                                        event.sequence(), event.timeMillis(), event.author(), null, event.change()))
                                .limit(1_000)
                                .toList());
            }
            case RoomRequest.History history -> {
                if (!(history.selector()
                        instanceof HistorySelector.LatestAfter(HistorySelector.Place.AtSequence after))) {
                    throw new UnsupportedOperationException("" + history);
                }
                Kept kept = kept(new ConversationId(after.conversation()));
                yield new HistoryPage(
                        kept.ref,
                        kept.events.stream()
                                .filter(event -> isSaid(event) && event.sequence() > after.sequence())
                                .toList());
            }
            case RoomRequest.Search search ->
                byId.values().stream()
                        .flatMap(kept -> kept.events.stream()
                                .filter(event -> event.change() instanceof Change.Message said
                                        && said.text().contains(search.text()))
                                .map(event -> new SearchHit(kept.ref, event)))
                        .toList();
            case RoomRequest.Targets _targets -> List.of();
            case RoomRequest.ReadSaid asked -> throw new UnsupportedOperationException("" + asked);
            case RoomRequest.OfFounder<?> asked -> throw new UnsupportedOperationException("" + asked);
            case RoomRequest.Administration<?> asked -> throw new UnsupportedOperationException("" + asked);
            case RoomRequest.Attend _attend -> new Attendance(1, true);
            case RoomRequest.RecentDirects _recent -> List.of();
            case RoomRequest.Given report -> given.add(report);
            case RoomRequest.MarkRead mark ->
                new ReadMarker(markers.merge(mark.reader().text() + mark.target(), mark.timeMillis(), Math::max));
            case RoomRequest.ReadMarkerOf of ->
                new ReadMarker(markers.getOrDefault(of.reader().text() + of.target(), 0L));
        };
    }

    private static boolean isSaid(Event event) {
        return event.change() instanceof Change.Message;
    }

    /** By what was reported; of rooms too, as if everybody had joined before anything was said. */
    private List<Arrived.Missed> missed(PersonId person) {
        List<Arrived.Missed> missed = new ArrayList<>();
        byId.forEach((id, kept) -> {
            boolean takesPart = kept.ref instanceof ConversationRef.Direct direct
                    ? direct.first().equals(person) || direct.second().equals(person)
                    : kept.members.containsKey(person);
            long positions = given.stream()
                    .filter(report -> new PersonId.OfAccount(report.account()).equals(person))
                    .mapToLong(report -> report.positions().getOrDefault(id, 0L))
                    .max()
                    .orElse(0);
            kept.events.stream()
                    .filter(event -> takesPart && isSaid(event) && event.sequence() > positions)
                    .filter(event -> !event.author().person().equals(person))
                    .reduce((_first, last) -> last)
                    .ifPresent(last ->
                            missed.add(new Arrived.Missed(kept.ref, positions, last.sequence(), last.timeMillis())));
        });
        return missed;
    }

    private Object say(RoomRequest.Say say) {
        Kept to = switch (say.target()) {
            case Target.ToRoom room -> kept(room.name());
            case Target.ToPerson person -> direct(say.author(), person);
        };
        return happens(
                to,
                say.author(),
                say.origin(),
                new Change.Message(
                        say.kind(),
                        say.text(),
                        say.clientTags(),
                        say.target() instanceof Target.ToRoom room ? room.to() : null),
                say.stored());
    }

    private Kept direct(Author author, Target.ToPerson to) {
        PersonId me = author.person();
        boolean first = me.text().compareTo(to.person().text()) <= 0;
        String key = first ? me.text() + " " + to.person().text() : to.person().text() + " " + me.text();
        return directs.computeIfAbsent(key, _new -> {
            Nickname my = new Nickname(author.source().name());
            ConversationId id = new ConversationId(byId.size() + 1);
            Kept kept = new Kept(
                    first
                            ? new ConversationRef.Direct(id, me, my, to.person(), to.nick())
                            : new ConversationRef.Direct(id, to.person(), to.nick(), me, my));
            byId.put(id, kept);
            return kept;
        });
    }

    void kick(RoomName name, Author by, Person target, String reason) {
        Kept room = kept(name);
        room.members.remove(target.id());
        happens(room, by, null, new Change.Kick(target.id(), target.nick(), reason), true);
    }

    private Object join(RoomName name, Author author, Origin origin) {
        Kept room = byName.computeIfAbsent(name, _new -> {
            ConversationId id = new ConversationId(byId.size() + 1);
            Kept made = new Kept(new ConversationRef.Room(id, name));
            byId.put(id, made);
            return made;
        });
        if (room.members.containsKey(author.person())) {
            return new Accepted(room.ref, room.sequence, time, true);
        }
        room.members.put(author.person(), new Member(author.person(), ""));
        return happens(room, author, origin, new Change.Join(), true);
    }

    private Accepted happens(Kept in, Author author, @Nullable Origin origin, Change change, boolean stored) {
        time++;
        Event event = new Event(stored ? ++in.sequence : 0, time, author, origin, change);
        if (stored && in.events.size() < 10_000) {
            in.events.add(event);
        }
        fresh.computeIfAbsent(in.ref.id(), _new -> new ArrayList<>()).add(event);
        return new Accepted(in.ref, event.sequence(), time, false);
    }

    private static RoomSnapshot snapshot(Kept room) {
        return new RoomSnapshot(
                (ConversationRef.Room) room.ref,
                room.sequence,
                null,
                new RoomModes("nt", null, 0),
                List.copyOf(room.members.values()),
                0,
                room.metadata);
    }
}
