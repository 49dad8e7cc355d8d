package chat.parley.room.store;

import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.Copied;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationCount;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.FoundRoom;
import chat.parley.contracts.room.MessageKind;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomSummary;
import chat.parley.contracts.room.SaidPage;
import chat.parley.contracts.room.SearchHit;
import chat.parley.contracts.room.TargetActivity;
import chat.parley.contracts.room.Topic;
import chat.parley.protocol.id.MessageId;
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
import chat.parley.room.model.Slice;
import chat.parley.room.model.Spoken;
import chat.parley.room.policy.Ranks;
import chat.parley.room.store.MemoryConversations.Row;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The record in memory: what the real ones are compared with, and what tests that are not about storing use. */
public class MemoryRoomStore implements RoomStore {
    private final MemoryConversations conversations = new MemoryConversations();
    private final MemoryMessages messages = new MemoryMessages();
    private final Map<Need.OfNonce, Said> nonces = new HashMap<>();
    private final Map<ChangeSet.Position, Long> positions = new HashMap<>();
    private final MemoryModeration moderation = new MemoryModeration();
    private final Map<ChangeSet.MetadataOf, String> metadata = new LinkedHashMap<>();
    private final MemoryMarkers markers = new MemoryMarkers();
    private long lastBatch;
    private long nextConversation = 1;

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
        return Future.succeededFuture(conversations.guests());
    }

    @Override
    public Future<List<RecentDirect>> recentDirects(long sinceMillis, int limit) {
        record Found(RecentDirect recent, long time) {}
        List<Found> found = new ArrayList<>();
        for (Row row : conversations.all()) {
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
                conversations.has(byId.id())
                        ? new Loaded.Found(conversation(conversations.get(byId.id())))
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
        return conversations.all().stream()
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
            case ConversationRef.Room room ->
                new Room(
                        room,
                        sequence,
                        time,
                        row.createdAtMillis(),
                        Objects.requireNonNull(row.modes()),
                        row.topic(),
                        row.remembered(),
                        conversations.ranks(room.id()),
                        moderation.of(room.id()),
                        metadata(room.id()));
        };
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

    private Memberships memberships(PersonId person) {
        List<ConversationId> rooms = new ArrayList<>();
        List<ConversationId> directs = new ArrayList<>();
        conversations
                .of(person)
                .forEach(row -> (row.ref() instanceof ConversationRef.Room ? rooms : directs)
                        .add(row.ref().id()));
        return new Memberships(
                rooms, person instanceof PersonId.OfGuest ? directs : List.of(), moderation.foundedBy(person));
    }

    @Override
    public Future<Void> commit(long batch, ChangeSet changes) {
        lastBatch = batch;
        nextConversation = Math.max(nextConversation, changes.nextConversation());
        for (Conversation ended : changes.ended()) {
            positions.keySet().removeIf(key -> key.conversation().equals(ended.id()));
            metadata.keySet().removeIf(of -> of.conversation().equals(ended.id()));
        }
        conversations.write(changes);
        messages.write(changes);
        moderation.write(changes, conversations::has);
        changes.metadata().forEach((of, value) -> {
            metadata.remove(of);
            if (value.isPresent() && conversations.has(of.conversation())) {
                metadata.put(of, value.get());
            }
        });
        markers.write(changes);
        nonces.putAll(changes.nonces());
        changes.forgotten().forEach(this::forget);
        changes.positions().forEach((key, sequence) -> positions.merge(key, sequence, Math::max));
        return Future.succeededFuture();
    }

    @Override
    public Future<Long> readMarker(MarkerChange.Key key) {
        return Future.succeededFuture(markers.read(key));
    }

    private void forget(PersonId.OfAccount account) {
        nonces.keySet().removeIf(key -> key.account().equals(account.account()));
        positions.keySet().removeIf(key -> key.account().equals(account.account()));
    }

    @Override
    public Future<Long> lastBatch() {
        return Future.succeededFuture(lastBatch);
    }

    @Override
    public Future<Boolean> purge(long noncesBeforeMillis, int maxRows) {
        nonces.values().removeIf(said -> said.timeMillis() < noncesBeforeMillis);
        messages.purge(conversations::has);
        return Future.succeededFuture(false);
    }

    /** All that is stored of a conversation. */
    public List<Event> events(ConversationId id) {
        return messages.of(id);
    }

    @Override
    public Future<List<Event>> read(ConversationId conversation, Slice slice) {
        return Future.succeededFuture(messages.read(conversation, slice));
    }

    @Override
    public Future<List<SearchHit>> search(SearchPlan plan) {
        List<SearchHit> hits = new ArrayList<>();
        for (Row row : conversations.all()) {
            boolean mine = plan.in() == null
                    ? conversations.isMember(row, plan.asked().reader())
                    : plan.in().id().equals(row.ref().id());
            if (mine) {
                events(row.ref().id()).stream()
                        .filter(event -> MemoryMessages.isFound(event, plan))
                        .forEach(event -> hits.add(new SearchHit(row.ref(), event)));
            }
        }
        hits.sort(Comparator.comparingLong(hit -> hit.event().timeMillis()));
        int limit = plan.asked().limit();
        int from = plan.oldest() ? 0 : Math.max(0, hits.size() - limit);
        return Future.succeededFuture(List.copyOf(hits.subList(from, Math.min(hits.size(), from + limit))));
    }

    @Override
    public Future<List<List<Arrived.Missed>>> missed(List<AccountId> accounts) {
        return Future.succeededFuture(accounts.stream().map(this::missed).toList());
    }

    private List<Arrived.Missed> missed(AccountId account) {
        PersonId me = new PersonId.OfAccount(account);
        List<Arrived.Missed> missed = new ArrayList<>();
        for (Row row : conversations.of(me)) {
            Event latest = messages.latest(row.ref().id(), me);
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

    @Override
    public Future<List<TargetActivity>> targets(PersonId person, long afterMillis, long beforeMillis, int limit) {
        List<TargetActivity> targets = new ArrayList<>();
        for (Row row : conversations.of(person)) {
            Event latest = messages.latest(row.ref().id(), null);
            if (latest != null && latest.timeMillis() > afterMillis && latest.timeMillis() < beforeMillis) {
                targets.add(new TargetActivity(row.ref(), latest.timeMillis()));
            }
        }
        targets.sort(Comparator.comparingLong(TargetActivity::latestTimeMillis));
        return Future.succeededFuture(targets.subList(0, Math.min(limit, targets.size())));
    }

    @Override
    public Future<List<RoomName>> invitations(PersonId person) {
        return Future.succeededFuture(moderation.invitations(person).stream()
                .map(room -> ((ConversationRef.Room) conversations.get(room).ref()).name())
                .toList());
    }

    @Override
    public Future<List<FoundRoom>> find(String text, String after, int limit) {
        Map<String, FoundRoom> found = new TreeMap<>();
        for (Row row : conversations.all()) {
            if (row.ref() instanceof ConversationRef.Room room && row.modes() != null) {
                String folded = room.name().folded();
                Topic topic = row.topic();
                if (folded.contains(text) && folded.compareTo(after) > 0) {
                    found.put(
                            folded,
                            new FoundRoom(
                                    room.name(),
                                    conversations.ranks(room.id()).size(),
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
        for (Row row : conversations.all()) {
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
        long rooms = conversations.all().stream()
                .filter(row -> row.ref() instanceof ConversationRef.Room)
                .count();
        return Future.succeededFuture(
                new ConversationCount(rooms, conversations.all().size() - rooms));
    }

    @Override
    public Future<List<RoomSummary>> rooms(@Nullable ConversationId after, int limit) {
        List<RoomSummary> summaries = new ArrayList<>();
        for (Row row : conversations.all()) {
            if (row.ref() instanceof ConversationRef.Room room
                    && (after == null || room.id().value() > after.value())
                    && row.modes() != null
                    && !row.modes().has('s')) {
                Topic topic = row.topic();
                summaries.add(new RoomSummary(
                        room.id(),
                        room.name(),
                        0,
                        topic == null ? "" : topic.text(),
                        row.createdAtMillis(),
                        topic == null ? 0 : topic.setAtMillis()));
            }
        }
        return Future.succeededFuture(summaries.stream()
                .sorted(Comparator.comparingLong(room -> room.id().value()))
                .limit(limit)
                .toList());
    }

    /** Each stored rank, for comparisons. */
    public String ranksOf(ConversationId conversation, PersonId person) {
        Integer ranks = conversations.ranks(conversation).get(person);
        return ranks == null ? "-" : Ranks.text(ranks);
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
