package chat.parley.room.tell;

import chat.parley.contracts.backup.Copied;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.room.ConversationCount;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.FoundRoom;
import chat.parley.contracts.room.HistoryPage;
import chat.parley.contracts.room.HistorySelector.Place;
import chat.parley.contracts.room.ReadMarker;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.SaidPage;
import chat.parley.contracts.room.TargetActivity;
import chat.parley.protocol.name.CaseMapping;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.model.Conversation;
import chat.parley.room.model.Conversations;
import chat.parley.room.model.MarkerChange;
import chat.parley.room.model.Need;
import chat.parley.room.model.ReadingPlan;
import chat.parley.room.model.Shown;
import chat.parley.room.model.Slice;
import chat.parley.room.model.Verdict;
import chat.parley.room.store.Loaded;
import chat.parley.room.store.RoomStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads parts of the record for those who may read them. Belongs to the room verticle's context. */
public final class History {
    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    private static final int MAX_PAGE = 1_000;
    private static final int MAX_RECENT = 10_000;
    private static final int MAX_LOOKED_AT = 50_000;

    private final RoomStore store;
    private final Conversations conversations;

    /** @param conversations for those that need not be looked up */
    public History(RoomStore store, Conversations conversations) {
        this.store = store;
        this.conversations = conversations;
    }

    /** What a relay missed. */
    public Future<ConversationEvents> since(RoomRequest.Since since) {
        Place after = new Place.AtSequence(since.conversation().value(), since.sequence());
        Slice slice = new Slice(after, false, null, false, MAX_PAGE, new Shown.Everything());
        return ref(since.conversation())
                .compose(conversation -> reading(store.read(since.conversation(), slice))
                        .map(events -> new ConversationEvents(conversation, events)));
    }

    private Future<ConversationRef> ref(ConversationId id) {
        Conversation known = conversations.conversation(id);
        if (known != null) {
            return Future.succeededFuture(known.ref());
        }
        return reading(store.load(List.of(new Need.OfConversation(id))))
                .compose(loaded -> loaded.getFirst() instanceof Loaded.Found found
                        ? Future.succeededFuture(found.conversation().ref())
                        : Future.failedFuture(ServiceException.rejected(
                                Reason.NO_SUCH_ROOM, "There is no such conversation any more.")));
    }

    /** The private conversations of late in which somebody on a relay has a part. */
    public Future<List<RecentDirect>> recentDirects(RoomRequest.RecentDirects asked, Reach reach) {
        return reading(store.recentDirects(asked.sinceMillis(), MAX_LOOKED_AT))
                .map(all -> all.stream()
                        .filter(recent -> isOn(asked.relay(), recent.conversation(), reach))
                        .limit(MAX_RECENT)
                        .toList());
    }

    private static boolean isOn(RelayId relay, ConversationRef.Direct direct, Reach reach) {
        return reach.relaysOf(direct.first()).contains(relay)
                || reach.relaysOf(direct.second()).contains(relay);
    }

    /** The reader's conversations of late. */
    public Future<List<TargetActivity>> targets(RoomRequest.Targets targets) {
        int limit = Math.clamp(targets.limit(), 1, MAX_PAGE);
        return reading(store.targets(targets.reader(), targets.afterMillis(), targets.beforeMillis(), limit));
    }

    /** The rooms that somebody is invited to. */
    public Future<List<RoomName>> invitations(RoomRequest.Invitations invitations) {
        return reading(store.invitations(invitations.person()));
    }

    /** Up to where somebody has read a conversation. */
    public Future<ReadMarker> readMarker(MarkerChange.Key marker) {
        return reading(store.readMarker(marker)).map(ReadMarker::new);
    }

    /** A read that fails is one that changed nothing. */
    static <T> Future<T> reading(Future<T> read) {
        return read.recover(cause -> {
            if (cause instanceof ServiceException refused) {
                return Future.failedFuture(refused);
            }
            LOG.atError().setCause(cause).log("reading the record failed");
            return Future.failedFuture(
                    ServiceException.unavailable(true, "The record cannot be read at the moment; try again."));
        });
    }

    Future<HistoryPage> page(Verdict.MayRead readable) {
        ConversationId id = readable.conversation().id();
        ReadingPlan plan = ReadingPlan.of(
                readable.asked().selector(),
                id.value(),
                readable.sequence(),
                Math.clamp(readable.asked().limit(), 1, MAX_PAGE),
                new Shown.ToReader(readable.asked().eventsToo(), readable.upTo()));
        return reading(events(id, plan)).map(events -> new HistoryPage(readable.conversation(), events));
    }

    private Future<List<Event>> events(ConversationId id, ReadingPlan plan) {
        return switch (plan) {
            case ReadingPlan.Nothing _nothing -> Future.succeededFuture(List.of());
            case ReadingPlan.One(Slice slice) -> store.read(id, slice);
            case ReadingPlan.Both(Slice first, Slice second) ->
                Future.join(store.read(id, first), store.read(id, second)).map(both -> {
                    List<Event> events = new ArrayList<>(both.<List<Event>>resultAt(0));
                    events.addAll(both.<List<Event>>resultAt(1));
                    return events;
                });
            case ReadingPlan.Either(Slice first, Slice second) ->
                store.read(id, first)
                        .compose(found -> found.isEmpty() ? store.read(id, second) : Future.succeededFuture(found));
        };
    }

    /** A page of all rooms. */
    public Future<List<FoundRoom>> find(RoomRequest.FindRooms find) {
        return reading(store.find(
                CaseMapping.fold(find.text()), CaseMapping.fold(find.after()), Math.clamp(find.limit(), 1, MAX_PAGE)));
    }

    /** A copy of the whole record. */
    public Future<Copied> backUp(RoomRequest.BackUp backUp) {
        return store.backUp(backUp.name());
    }

    /** Some of what somebody said. */
    public Future<SaidPage> said(RoomRequest.ReadSaid asked) {
        return reading(store.said(asked.person(), asked.after(), Math.clamp(asked.limit(), 1, MAX_PAGE)));
    }

    /** How many conversations there are. */
    public Future<ConversationCount> count() {
        return reading(store.count());
    }
}
