package chat.parley.room.store;

import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.Copied;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationCount;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.FoundRoom;
import chat.parley.contracts.room.HistorySelector.Place;
import chat.parley.contracts.room.ListEntry;
import chat.parley.contracts.room.MessageKind;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomModes;
import chat.parley.contracts.room.RoomRank;
import chat.parley.contracts.room.RoomSummary;
import chat.parley.contracts.room.SaidPage;
import chat.parley.contracts.room.SearchHit;
import chat.parley.contracts.room.TargetActivity;
import chat.parley.contracts.room.Topic;
import chat.parley.protocol.Validated;
import chat.parley.protocol.id.MessageId;
import chat.parley.protocol.name.BanMask;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.Conversation;
import chat.parley.room.model.Direct;
import chat.parley.room.model.MarkerChange;
import chat.parley.room.model.Memberships;
import chat.parley.room.model.Need;
import chat.parley.room.model.Room;
import chat.parley.room.model.Said;
import chat.parley.room.model.SearchPlan;
import chat.parley.room.model.Shown;
import chat.parley.room.model.Slice;
import chat.parley.room.model.Spoken;
import chat.parley.room.policy.Invitation;
import chat.parley.room.policy.Moderation;
import chat.parley.room.policy.Ranks;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The record in memory: what the real ones are compared with, and what tests that are not about storing use. */
public class MemoryRoomStore implements RoomStore {
    private final Map<ConversationId, Row> rows = new TreeMap<>(Comparator.comparingLong(ConversationId::value));
    private final Map<ConversationId, List<Event>> messages = new HashMap<>();
    private final Map<ChangeSet.Membership, Integer> members = new HashMap<>();
    private final Map<Need.OfNonce, Said> nonces = new HashMap<>();
    private final Map<ChangeSet.Position, Long> positions = new HashMap<>();
    private final Map<ChangeSet.ListKey, ListEntry> lists = new LinkedHashMap<>();
    private final Map<ChangeSet.KeptKey, Integer> kept = new HashMap<>();
    private final Map<ChangeSet.Membership, Invitation> invitations = new LinkedHashMap<>();
    private final Map<ChangeSet.MetadataOf, String> metadata = new LinkedHashMap<>();
    private final Map<MarkerChange.Key, Long> markers = new HashMap<>();
    private long lastBatch;
    private long nextConversation = 1;

    /** A conversation as a row has it. */
    private record Row(
            Need need,
            ConversationRef ref,
            @Nullable RoomModes modes,
            @Nullable Topic topic,
            long createdAtMillis,
            boolean remembered) {}

    @Override
    public long epoch() {
        return 1;
    }

    @Override
    public long nextConversation() {
        return nextConversation;
    }

    @Override
    public Future<List<PersonId.OfGuest>> guests() {
        return Future.succeededFuture(members.keySet().stream()
                .map(ChangeSet.Membership::person)
                .filter(PersonId.OfGuest.class::isInstance)
                .map(PersonId.OfGuest.class::cast)
                .distinct()
                .toList());
    }

    @Override
    public Future<List<RecentDirect>> recentDirects(long sinceMillis, int limit) {
        record Found(RecentDirect recent, long time) {}
        List<Found> found = new ArrayList<>();
        for (Row row : rows.values()) {
            List<Event> events = events(row.ref().id());
            if (row.ref() instanceof ConversationRef.Direct direct
                    && !events.isEmpty()
                    && events.getLast().timeMillis() >= sinceMillis) {
                long before = events.stream()
                        .filter(event -> event.timeMillis() < sinceMillis)
                        .count();
                found.add(new Found(
                        new RecentDirect(direct, before, events.getLast().sequence()),
                        events.getLast().timeMillis()));
            }
        }
        found.sort(Comparator.comparingLong(Found::time).reversed());
        return Future.succeededFuture(
                found.stream().limit(limit).map(Found::recent).toList());
    }

    @Override
    public Future<List<Loaded>> load(List<Need> needs) {
        return Future.succeededFuture(needs.stream().map(this::load).toList());
    }

    private Loaded load(Need need) {
        return switch (need) {
            case Need.OfRoom _room -> find(need);
            case Need.OfPair _pair -> find(need);
            case Need.OfConversation byId ->
                rows.containsKey(byId.id())
                        ? new Loaded.Found(conversation(Objects.requireNonNull(rows.get(byId.id()))))
                        : new Loaded.Absent(need);
            case Need.OfPerson person -> new Loaded.FoundPerson(person.person(), memberships(person.person()));
            case Need.OfEvent key ->
                events(key.conversation()).stream()
                        .filter(event -> event.sequence() == key.sequence())
                        .findFirst()
                        .<Loaded>map(event -> new Loaded.FoundEvent(
                                key, new Spoken(event.author().person(), event.change() instanceof Change.Message)))
                        .orElseGet(() -> new Loaded.Absent(need));
            case Need.OfNonce nonce -> {
                Said said = nonces.get(nonce);
                yield said == null ? new Loaded.Absent(need) : new Loaded.FoundNonce(nonce, said);
            }
        };
    }

    private Loaded find(Need need) {
        return rows.values().stream()
                .filter(row -> row.need().equals(need))
                .findFirst()
                .<Loaded>map(row -> new Loaded.Found(conversation(row)))
                .orElseGet(() -> new Loaded.Absent(need));
    }

    private Conversation conversation(Row row) {
        List<Event> events = events(row.ref().id());
        long sequence = events.isEmpty() ? 0 : events.getLast().sequence();
        long time = events.isEmpty() ? 0 : events.getLast().timeMillis();
        return switch (row.ref()) {
            case ConversationRef.Direct direct -> new Direct(direct, sequence, time);
            case ConversationRef.Room room -> {
                Map<PersonId, Integer> ranks = new HashMap<>();
                members.forEach((key, rank) -> {
                    if (key.conversation().equals(room.id())) {
                        ranks.put(key.person(), rank);
                    }
                });
                yield new Room(
                        room,
                        sequence,
                        time,
                        row.createdAtMillis(),
                        Objects.requireNonNull(row.modes()),
                        row.topic(),
                        row.remembered(),
                        ranks,
                        moderation(room.id()),
                        metadata(room.id()));
            }
        };
    }

    private Moderation moderation(ConversationId room) {
        Moderation moderation = new Moderation();
        lists.forEach((key, line) -> {
            if (key.conversation().equals(room)) {
                moderation.put(key.letter(), mask(line.mask()), line);
            }
        });
        kept.forEach((key, ranks) -> {
            if (key.conversation().equals(room)) {
                moderation.keep(key.account(), ranks);
            }
        });
        invitations.forEach((key, invitation) -> {
            if (key.conversation().equals(room)) {
                moderation.invite(key.person(), invitation);
            }
        });
        return moderation;
    }

    private Metadata metadata(ConversationId room) {
        Map<MetadataKey, String> values = new HashMap<>();
        metadata.forEach((of, value) -> {
            if (of.conversation().equals(room)) {
                values.put(of.key(), value);
            }
        });
        return new Metadata(0, values);
    }

    private static BanMask mask(String text) {
        return ((Validated.Valid<BanMask>) BanMask.parse(text)).value();
    }

    private Memberships memberships(PersonId person) {
        List<ConversationId> rooms = new ArrayList<>();
        List<ConversationId> directs = new ArrayList<>();
        members.keySet().stream().filter(key -> key.person().equals(person)).forEach(key -> {
            Row row = Objects.requireNonNull(rows.get(key.conversation()));
            (row.ref() instanceof ConversationRef.Room ? rooms : directs).add(key.conversation());
        });
        Set<ConversationId> founded = new HashSet<>();
        kept.forEach((key, ranks) -> {
            if ((ranks & Ranks.FOUNDER) != 0 && new PersonId.OfAccount(key.account()).equals(person)) {
                founded.add(key.conversation());
            }
        });
        return new Memberships(rooms, person instanceof PersonId.OfGuest ? directs : List.of(), founded);
    }

    @Override
    public Future<Void> commit(long batch, ChangeSet changes) {
        lastBatch = batch;
        nextConversation = Math.max(nextConversation, changes.nextConversation());
        for (Conversation ended : changes.ended()) {
            rows.remove(ended.id());
            members.keySet().removeIf(key -> key.conversation().equals(ended.id()));
            positions.keySet().removeIf(key -> key.conversation().equals(ended.id()));
            lists.keySet().removeIf(key -> key.conversation().equals(ended.id()));
            kept.keySet().removeIf(key -> key.conversation().equals(ended.id()));
            invitations.keySet().removeIf(key -> key.conversation().equals(ended.id()));
            metadata.keySet().removeIf(of -> of.conversation().equals(ended.id()));
        }
        changes.changed().stream()
                .filter(conversation -> !changes.ended().contains(conversation))
                .forEach(conversation -> rows.put(conversation.id(), row(conversation)));
        for (int i = 0; i < changes.events().size(); i++) {
            Event event = changes.events().get(i);
            if (event.sequence() > 0) {
                append(changes.conversationOf(i).id(), event);
            }
        }
        for (Need.OfEvent key : changes.redacted()) {
            messages.getOrDefault(key.conversation(), new ArrayList<>())
                    .replaceAll(event -> event.sequence() == key.sequence()
                            ? new Event(
                                    event.sequence(), event.timeMillis(), event.author(), null, new Change.Redacted())
                            : event);
        }
        changes.members().forEach((key, ranks) -> {
            if (ranks == ChangeSet.GONE) {
                members.remove(key);
            } else if (rows.containsKey(key.conversation())) {
                members.put(key, ranks);
            }
        });
        changes.lists().forEach((key, line) -> put(lists, key, key.conversation(), line.orElse(null)));
        changes.kept().forEach((key, ranks) -> put(kept, key, key.conversation(), ranks == Ranks.NONE ? null : ranks));
        changes.metadata().forEach((of, value) -> put(metadata, of, of.conversation(), value.orElse(null)));
        changes.invitations().forEach((key, one) -> put(invitations, key, key.conversation(), one.orElse(null)));
        changes.left()
                .forEach(guest ->
                        invitations.keySet().removeIf(key -> key.person().equals(guest)));
        changes.markers().forEach(this::mark);
        changes.left().forEach(this::forgetMarkers);
        changes.forgotten().forEach(this::forgetMarkers);
        nonces.putAll(changes.nonces());
        changes.forgotten().forEach(this::forget);
        changes.positions().forEach((key, sequence) -> positions.merge(key, sequence, Math::max));
        return Future.succeededFuture();
    }

    private void mark(MarkerChange change) {
        switch (change) {
            case MarkerChange.Read(MarkerChange.Key key, long time) -> {
                markers.merge(key, time, Math::max);
                markers.keySet().stream()
                        .filter(other -> other.reader().equals(key.reader()))
                        .sorted(Comparator.<MarkerChange.Key>comparingLong(
                                        other -> Objects.requireNonNull(markers.get(other)))
                                .thenComparing(MarkerChange.Key::target)
                                .reversed())
                        .skip(1_000)
                        .toList()
                        .forEach(markers::remove);
            }
            case MarkerChange.Renamed(String before, String now) ->
                rename(key -> key.target().equals(before), key -> new MarkerChange.Key(key.reader(), now));
            case MarkerChange.Adopted(PersonId before, PersonId now) -> {
                rename(key -> key.reader().equals(before), key -> new MarkerChange.Key(now, key.target()));
                rename(
                        key -> key.target().equals(before.text()),
                        key -> new MarkerChange.Key(key.reader(), now.text()));
            }
        }
    }

    private void rename(Predicate<MarkerChange.Key> which, UnaryOperator<MarkerChange.Key> renamed) {
        for (MarkerChange.Key key : markers.keySet().stream().filter(which).toList()) {
            markers.merge(renamed.apply(key), Objects.requireNonNull(markers.remove(key)), Math::max);
        }
    }

    private void forgetMarkers(PersonId person) {
        markers.keySet()
                .removeIf(key -> key.reader().equals(person) || key.target().equals(person.text()));
    }

    @Override
    public Future<Long> readMarker(MarkerChange.Key key) {
        return Future.succeededFuture(markers.getOrDefault(key, 0L));
    }

    private void forget(PersonId.OfAccount account) {
        nonces.keySet().removeIf(key -> key.account().equals(account.account()));
        positions.keySet().removeIf(key -> key.account().equals(account.account()));
        members.keySet().removeIf(key -> key.person().equals(account));
        messages.values()
                .forEach(record -> record.replaceAll(event -> {
                    Author author = event.author();
                    return author.person().equals(account)
                            ? new Event(
                                    event.sequence(),
                                    event.timeMillis(),
                                    new Author(author.person(), author.source(), null),
                                    null,
                                    event.change())
                            : event;
                }));
        kept.keySet().removeIf(key -> key.account().equals(account.account()));
        invitations.keySet().removeIf(key -> key.person().equals(account));
    }

    private <K, V> void put(Map<K, V> table, K key, ConversationId room, @Nullable V value) {
        table.remove(key);
        if (value != null && rows.containsKey(room)) {
            table.put(key, value);
        }
    }

    private void append(ConversationId id, Event event) {
        List<Event> record = messages.computeIfAbsent(id, _id -> new ArrayList<>());
        if (event.sequence() != record.size() + 1) {
            throw new IllegalStateException("not the next one: " + event.sequence());
        }
        Author author = event.author();
        record.add(new Event(event.sequence(), event.timeMillis(), author, null, event.change()));
    }

    private static Row row(Conversation conversation) {
        return switch (conversation) {
            case Room room ->
                new Row(room.need(), room.ref(), room.modes(), room.topic(), room.createdAtMillis(), room.remembered());
            case Direct direct -> new Row(direct.need(), direct.ref(), null, null, 0, false);
        };
    }

    @Override
    public Future<Long> lastBatch() {
        return Future.succeededFuture(lastBatch);
    }

    @Override
    public Future<Boolean> purge(long noncesBeforeMillis, int maxRows) {
        nonces.values().removeIf(said -> said.timeMillis() < noncesBeforeMillis);
        messages.keySet().removeIf(id -> !rows.containsKey(id));
        return Future.succeededFuture(false);
    }

    /** All that is stored of a conversation. */
    public List<Event> events(ConversationId id) {
        return messages.getOrDefault(id, List.of());
    }

    @Override
    public Future<List<Event>> read(ConversationId conversation, Slice slice) {
        List<Event> found = new ArrayList<>(events(conversation).stream()
                .filter(event -> isAfter(event, slice.from(), slice.fromInclusive()))
                .filter(event -> isBefore(event, slice.to()))
                .filter(event -> isShown(event, slice.shown()))
                .toList());
        if (slice.newest()) {
            Collections.reverse(found);
        }
        List<Event> page = new ArrayList<>(found.subList(0, Math.min(found.size(), slice.limit())));
        page.sort(Comparator.comparingLong(Event::sequence));
        return Future.succeededFuture(page);
    }

    @Override
    public Future<List<SearchHit>> search(SearchPlan plan) {
        List<SearchHit> hits = new ArrayList<>();
        for (Row row : rows.values()) {
            boolean mine = plan.in() == null
                    ? members.containsKey(new ChangeSet.Membership(
                            row.ref().id(), plan.asked().reader()))
                    : plan.in().id().equals(row.ref().id());
            if (mine) {
                events(row.ref().id()).stream()
                        .filter(event -> isFound(event, plan))
                        .forEach(event -> hits.add(new SearchHit(row.ref(), event)));
            }
        }
        hits.sort(Comparator.comparingLong(hit -> hit.event().timeMillis()));
        int limit = plan.asked().limit();
        int from = plan.oldest() ? 0 : Math.max(0, hits.size() - limit);
        return Future.succeededFuture(List.copyOf(hits.subList(from, Math.min(hits.size(), from + limit))));
    }

    private static boolean isFound(Event event, SearchPlan plan) {
        Long after = plan.asked().afterMillis();
        Long before = plan.asked().beforeMillis();
        return plan.matches(event)
                && isShown(event, new Shown.ToReader(false, plan.upTo()))
                && (after == null || event.timeMillis() >= after)
                && (before == null || event.timeMillis() <= before);
    }

    private static boolean isAfter(Event event, @Nullable Place from, boolean inclusive) {
        return switch (from) {
            case null -> true;
            case Place.AtSequence at ->
                event.sequence() > at.sequence() || (inclusive && event.sequence() == at.sequence());
            case Place.AtTime at ->
                event.timeMillis() > at.millis() || (inclusive && event.timeMillis() == at.millis());
        };
    }

    private static boolean isBefore(Event event, @Nullable Place to) {
        return switch (to) {
            case null -> true;
            case Place.AtSequence at -> event.sequence() < at.sequence();
            case Place.AtTime at -> event.timeMillis() < at.millis();
        };
    }

    private static boolean isShown(Event event, Shown shown) {
        return switch (shown) {
            case Shown.Everything _everything -> true;
            case Shown.ToReader reader ->
                switch (event.change()) {
                    case Change.Message message -> {
                        RoomRank to = message.to();
                        boolean forReader = to == null || (reader.upTo() != null && to.compareTo(reader.upTo()) <= 0);
                        yield forReader && (reader.events() || message.kind() != MessageKind.TAGMSG);
                    }
                    case Change.Invite _invite -> false;
                    case Change.Knock _knock -> false;
                    case Change.Described _described -> false;
                    case Change.Redacted _redacted -> false;
                    default -> reader.events();
                };
        };
    }

    private static boolean isSaid(Event event) {
        return event.change() instanceof Change.Message message
                && message.kind() != MessageKind.TAGMSG
                && message.to() == null;
    }

    private @Nullable Event latest(ConversationId id, @Nullable PersonId notBy) {
        return events(id).reversed().stream()
                .filter(MemoryRoomStore::isSaid)
                .filter(event -> !event.author().person().equals(notBy))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Future<List<List<Arrived.Missed>>> missed(List<AccountId> accounts) {
        return Future.succeededFuture(accounts.stream().map(this::missed).toList());
    }

    private List<Arrived.Missed> missed(AccountId account) {
        PersonId me = new PersonId.OfAccount(account);
        List<Arrived.Missed> missed = new ArrayList<>();
        for (Row row : rowsOf(me)) {
            Event latest = latest(row.ref().id(), me);
            boolean room = row.ref() instanceof ConversationRef.Room;
            Long given = positions.getOrDefault(
                    new ChangeSet.Position(account, row.ref().id()), room ? null : 0L);
            if (given != null && latest != null && latest.sequence() > given) {
                missed.add(new Arrived.Missed(row.ref(), given, latest.sequence(), latest.timeMillis()));
            }
        }
        missed.sort(Comparator.comparing((Arrived.Missed one) -> one.conversation() instanceof ConversationRef.Room)
                .thenComparingLong(Arrived.Missed::latestTimeMillis));
        return missed;
    }

    private List<Row> rowsOf(PersonId person) {
        return rows.values().stream()
                .filter(row ->
                        members.containsKey(new ChangeSet.Membership(row.ref().id(), person)))
                .toList();
    }

    @Override
    public Future<List<TargetActivity>> targets(PersonId person, long afterMillis, long beforeMillis, int limit) {
        List<TargetActivity> targets = new ArrayList<>();
        for (Row row : rowsOf(person)) {
            Event latest = latest(row.ref().id(), null);
            if (latest != null && latest.timeMillis() > afterMillis && latest.timeMillis() < beforeMillis) {
                targets.add(new TargetActivity(row.ref(), latest.timeMillis()));
            }
        }
        targets.sort(Comparator.comparingLong(TargetActivity::latestTimeMillis));
        return Future.succeededFuture(targets.subList(0, Math.min(limit, targets.size())));
    }

    @Override
    public Future<List<RoomName>> invitations(PersonId person) {
        return Future.succeededFuture(invitations.keySet().stream()
                .filter(key -> key.person().equals(person))
                .map(key -> ((ConversationRef.Room) Objects.requireNonNull(rows.get(key.conversation()))
                                .ref())
                        .name())
                .toList());
    }

    @Override
    public Future<List<FoundRoom>> find(String text, String after, int limit) {
        Map<String, FoundRoom> found = new TreeMap<>();
        for (Row row : rows.values()) {
            if (row.ref() instanceof ConversationRef.Room room && row.modes() != null) {
                String folded = room.name().folded();
                Topic topic = row.topic();
                long in = members.keySet().stream()
                        .filter(membership -> membership.conversation().equals(room.id()))
                        .count();
                if (folded.contains(text) && folded.compareTo(after) > 0) {
                    found.put(
                            folded,
                            new FoundRoom(
                                    room.name(),
                                    in,
                                    topic == null ? "" : topic.text(),
                                    row.modes().flags(),
                                    row.createdAtMillis()));
                }
            }
        }
        return Future.succeededFuture(found.values().stream().limit(limit).toList());
    }

    @Override
    public Future<Copied> backUp(BackupName name) {
        return Future.failedFuture(new UnsupportedOperationException("what is in memory has no copy"));
    }

    @Override
    public Future<SaidPage> said(PersonId person, MessageId after, int limit) {
        List<SaidPage.Said> said = new ArrayList<>();
        for (Row row : rows.values()) {
            for (Event event : events(row.ref().id())) {
                MessageId place = new MessageId(row.ref().id().value(), event.sequence());
                if (event.author().person().equals(person)
                        && event.change() instanceof Change.Message message
                        && message.kind() != MessageKind.TAGMSG
                        && place.compareTo(after) > 0) {
                    said.add(new SaidPage.Said(row.ref(), event));
                }
            }
        }
        if (said.size() <= limit) {
            return Future.succeededFuture(new SaidPage(said, null));
        }
        SaidPage.Said last = said.get(limit - 1);
        return Future.succeededFuture(new SaidPage(
                said.subList(0, limit),
                new MessageId(last.conversation().id().value(), last.event().sequence())));
    }

    @Override
    public Future<ConversationCount> count() {
        long all = rows.values().stream()
                .filter(row -> row.ref() instanceof ConversationRef.Room)
                .count();
        return Future.succeededFuture(new ConversationCount(all, rows.size() - all));
    }

    @Override
    public Future<List<RoomSummary>> rooms(int limit) {
        List<RoomSummary> summaries = new ArrayList<>();
        for (Row row : rows.values()) {
            if (row.ref() instanceof ConversationRef.Room room
                    && row.modes() != null
                    && !row.modes().has('s')) {
                Topic topic = row.topic();
                summaries.add(new RoomSummary(
                        room.name(),
                        0,
                        topic == null ? "" : topic.text(),
                        row.createdAtMillis(),
                        topic == null ? 0 : topic.setAtMillis()));
            }
        }
        return Future.succeededFuture(summaries);
    }

    /** Each stored rank, for comparisons. */
    public String ranksOf(ConversationId conversation, PersonId person) {
        Integer ranks = members.get(new ChangeSet.Membership(conversation, person));
        return ranks == null ? "-" : Ranks.text(ranks);
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
