package chat.parley.room.tell;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSummary;
import chat.parley.room.commit.Committed;
import chat.parley.room.commit.Entry;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.Verdict;
import chat.parley.room.store.RoomStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What happens after a commit: those who asked are answered, the relays and the log are told. */
public final class Telling implements Committed {
    /** How long an answer may wait for a relay that does not confirm. */
    private static final long HANDED_MILLIS = 1_000;

    private record Arrival(Entry entry, List<Arrived.Entered> rooms, AccountId account) {}

    /** What has no position, so that the relay cannot see whether it was told of it before the answer. */
    private record Passing(Entry entry, Accepted accepted, RelayId relay) {}

    private final RoomStore store;
    private final Fanout fanout;
    private final AuditTrail audit;
    private final History history;
    private final Runnable afterwards;

    /** @param afterwards called when everybody is told and no commit is under way */
    public Telling(RoomStore store, Fanout fanout, History history, AuditTrail audit, Runnable afterwards) {
        this.store = store;
        this.fanout = fanout;
        this.audit = audit;
        this.history = history;
        this.afterwards = afterwards;
    }

    @Override
    public void committed(List<Entry> decided, ChangeSet changes) {
        List<Arrival> arrivals = new ArrayList<>();
        List<Passing> passing = new ArrayList<>(0);
        for (int i = 0; i < decided.size(); i++) {
            Entry entry = decided.get(i);
            if (entry.verdict() instanceof Verdict.Answer(Accepted accepted)
                    && accepted.sequence() == 0
                    && entry.request() instanceof RoomRequest.Say say) {
                passing.add(new Passing(entry, accepted, say.origin().session().relay()));
            } else {
                answer(entry, arrivals);
            }
        }
        answer(arrivals);
        fanout.tell(changes);
        passing.forEach(this::answer);
        audit.record(changes);
        afterwards.run();
    }

    /** After the event: who sees the answer settled sees the event, if it is shown anything of it. */
    private void answer(Passing passing) {
        Future<Void> handed = fanout.handed(passing.relay());
        if (handed.isComplete()) {
            passing.entry().answer(passing.accepted());
        } else {
            passing.entry()
                    .answer(handed.timeout(HANDED_MILLIS, TimeUnit.MILLISECONDS)
                            .otherwiseEmpty()
                            .map(passing.accepted()));
        }
    }

    private void answer(Entry entry, List<Arrival> arrivals) {
        switch (entry.verdict()) {
            case Verdict.Answer(Object answer) -> entry.answer(answer);
            case Verdict.Subscribed(var snapshot, var relay) -> {
                fanout.subscribe(snapshot.room().id(), relay, snapshot.sequence());
                entry.answer(snapshot);
            }
            case Verdict.Unsubscribed(var room, var relay) -> {
                fanout.unsubscribe(room, relay);
                entry.answer(true);
            }
            case Verdict.Arriving(var rooms, AccountId account) -> {
                if (account == null) {
                    entry.answer(new Arrived(rooms, List.of()));
                } else {
                    arrivals.add(new Arrival(entry, rooms, account));
                }
            }
            case Verdict.MayRead readable -> entry.answer(history.page(readable));
            case Verdict.MaySearch(var plan) -> entry.answer(History.reading(store.search(plan)));
            case Verdict.Marked(var marker) -> entry.answer(history.readMarker(marker));
            case Verdict.Listed listed -> entry.answer(History.reading(list(listed)));
            case Verdict.Missing _missing -> throw new IllegalStateException("not decided");
            case Verdict.Refused _refused -> throw new IllegalStateException("refused before");
        }
    }

    /** Everybody who arrived in this batch learns by one look what they missed. */
    private void answer(List<Arrival> arrivals) {
        if (arrivals.isEmpty()) {
            return;
        }
        Future<List<List<Arrived.Missed>>> missed = History.reading(
                store.missed(arrivals.stream().map(Arrival::account).toList()));
        for (int i = 0; i < arrivals.size(); i++) {
            int index = i;
            Arrival arrival = arrivals.get(i);
            arrival.entry().answer(missed.map(all -> new Arrived(arrival.rooms(), all.get(index))));
        }
    }

    private Future<List<RoomSummary>> list(Verdict.Listed listed) {
        return store.rooms(listed.after(), listed.limit()).map(stored -> {
            Set<ConversationId> loaded = new HashSet<>();
            listed.loaded().forEach(summary -> loaded.add(summary.id()));
            return Stream.concat(
                            listed.loaded().stream(), stored.stream().filter(summary -> !loaded.contains(summary.id())))
                    .sorted(Comparator.comparingLong(summary -> summary.id().value()))
                    .limit(listed.limit())
                    .toList();
        });
    }
}
