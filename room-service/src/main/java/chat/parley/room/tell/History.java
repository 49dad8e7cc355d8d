package chat.parley.room.tell;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.HistoryPage;
import chat.parley.room.model.ReadingPlan;
import chat.parley.room.model.Slice;
import chat.parley.room.model.Verdict;
import chat.parley.room.store.RoomStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Reads parts of the record for those who may read them. */
final class History {
    private static final int MAX_PAGE = 1_000;

    private final RoomStore store;

    History(RoomStore store) {
        this.store = store;
    }

    Future<HistoryPage> page(Verdict.MayRead readable) {
        ConversationId id = readable.conversation().id();
        ReadingPlan plan = ReadingPlan.of(
                readable.asked().selector(),
                id.value(),
                readable.sequence(),
                Math.clamp(readable.asked().limit(), 1, MAX_PAGE),
                readable.asked().eventsToo());
        return events(id, plan).map(events -> new HistoryPage(readable.conversation(), events));
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
}
