package chat.parley.room.store;

import static chat.parley.room.store.Scribe.await;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.HistorySelector;
import chat.parley.room.model.Actor;
import chat.parley.room.model.ReadingPlan;
import chat.parley.room.model.Shown;
import chat.parley.room.model.Slice;
import java.util.ArrayList;
import java.util.List;

/** What every store is tried with. */
interface StoreBench {
    /** With the account 1. */
    Actor alice();

    /** With the account 2. */
    Actor bob();

    /** A guest. */
    Actor visitor();

    /** Empty at first. */
    RoomStore store();

    /** Writes to it. */
    Scribe scribe();

    default List<Event> read(ConversationId id, HistorySelector selector, int limit, boolean eventsToo)
            throws Exception {
        return switch (ReadingPlan.of(selector, id.value(), 50, limit, new Shown.ToReader(eventsToo, null))) {
            case ReadingPlan.Nothing _nothing -> List.of();
            case ReadingPlan.One(Slice slice) -> await(store().read(id, slice));
            case ReadingPlan.Both(Slice first, Slice second) -> {
                List<Event> both = new ArrayList<>(await(store().read(id, first)));
                both.addAll(await(store().read(id, second)));
                yield both;
            }
            case ReadingPlan.Either(Slice first, Slice second) -> {
                List<Event> events = await(store().read(id, first));
                yield events.isEmpty() ? await(store().read(id, second)) : events;
            }
        };
    }

    default List<String> texts(ConversationId id, HistorySelector selector, int limit) throws Exception {
        return read(id, selector, limit, false).stream()
                .map(event -> ((Change.Message) event.change()).text())
                .toList();
    }

    default List<Arrived.Missed> missed(long account) throws Exception {
        return await(store().missed(List.of(new AccountId(account)))).getFirst();
    }
}
