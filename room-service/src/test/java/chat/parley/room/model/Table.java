package chat.parley.room.model;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.store.Loaded;
import chat.parley.room.store.MemoryRoomStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The model with a store in memory around it: reads what is missing, stores each decision at once. */
final class Table {
    final MemoryRoomStore store = new MemoryRoomStore();
    final Set<Object> here = new HashSet<>();
    Conversations conversations = new Conversations(1);
    long now = 1_000_000;
    ChangeSet last = new ChangeSet();

    private final Limits limits;
    private Decider decider;
    private long batch;

    Table() {
        this(null);
    }

    Table(@Nullable RoomName lobby) {
        this.limits = new Limits(lobby, 5, 8, 20, 10);
        this.decider = new Decider(conversations, limits, here::contains);
    }

    Verdict ask(RoomRequest<?> request) {
        Verdict verdict = decide(request);
        store.commit(++batch, last).result();
        last.touched().forEach(Conversation::takeFresh);
        return verdict;
    }

    /** Decides without storing. */
    Verdict decide(RoomRequest<?> request) {
        last = new ChangeSet();
        Verdict verdict = decider.decide(request, now, last);
        for (int round = 0; verdict instanceof Verdict.Missing(List<Need> needs); round++) {
            if (round > 10 || needs.isEmpty() || !last.isEmpty()) {
                throw new IllegalStateException("never has enough: " + request);
            }
            store.load(needs).result().forEach(this::take);
            verdict = decider.decide(request, now, last);
        }
        return verdict;
    }

    private void take(Loaded loaded) {
        switch (loaded) {
            case Loaded.Found(var conversation) -> conversations.loaded(conversation);
            case Loaded.FoundPerson(var person, var memberships) -> conversations.loaded(person, memberships);
            case Loaded.FoundNonce(var key, var said) -> conversations.loaded(key, said);
            case Loaded.FoundEvent(var key, var spoken) -> conversations.loaded(key, spoken);
            case Loaded.Absent(var need) -> conversations.missing(need);
        }
    }

    /** What was decided last could not be stored. */
    void undo() {
        conversations.undo(last);
    }

    /** Another process, or this one started again. */
    void forget() {
        conversations = new Conversations(store.nextConversation());
        conversations.clear();
        decider = new Decider(conversations, limits, here::contains);
    }

    Accepted accepted(RoomRequest<?> request) {
        return (Accepted) answer(request);
    }

    Object answer(RoomRequest<?> request) {
        Verdict verdict = ask(request);
        if (verdict instanceof Verdict.Answer(Object answer)) {
            return answer;
        }
        throw new AssertionError(request + " came to " + verdict);
    }

    RoomSnapshot snapshot(String room) {
        return (RoomSnapshot) answer(Actor.describe(room));
    }

    Reason refused(RoomRequest<?> request) {
        Verdict verdict = ask(request);
        if (verdict instanceof Verdict.Refused(Failure failure)) {
            return switch (failure) {
                case Failure.Rejected rejected -> rejected.reason();
                case Failure.Denied denied -> denied.reason();
                default -> throw new AssertionError(failure);
            };
        }
        throw new AssertionError(request + " came to " + verdict);
    }
}
