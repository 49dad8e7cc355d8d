package chat.parley.room.store;

import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.room.model.Actor;
import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.Conversation;
import chat.parley.room.model.Conversations;
import chat.parley.room.model.Decider;
import chat.parley.room.model.Limits;
import chat.parley.room.model.Need;
import chat.parley.room.model.Verdict;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Decides requests and has a store keep what came of them, for tests of stores. */
public final class Scribe {
    private final RoomStore store;
    private final Conversations conversations;
    private final Decider decider;
    private ChangeSet changes = new ChangeSet();
    private long batch;
    public long now = 1_000;

    public Scribe(RoomStore store) {
        this.store = store;
        this.conversations = new Conversations(store.nextConversation());
        // nothing is known but what is stored
        conversations.clear();
        this.decider = new Decider(conversations, new Limits(null, 50, 100_000, 400, 30), _person -> true);
    }

    /** Decides, without storing yet. */
    public Verdict decide(RoomRequest<?> request) throws Exception {
        Verdict verdict = decider.decide(request, now, changes);
        while (verdict instanceof Verdict.Missing(List<Need> needs)) {
            for (Loaded loaded : await(store.load(needs))) {
                switch (loaded) {
                    case Loaded.Found(var conversation) -> conversations.loaded(conversation);
                    case Loaded.FoundPerson(var person, var memberships) -> conversations.loaded(person, memberships);
                    case Loaded.FoundNonce(var key, var said) -> conversations.loaded(key, said);
                    case Loaded.FoundEvent(var key, var spoken) -> conversations.loaded(key, spoken);
                    case Loaded.Absent(var need) -> conversations.missing(need);
                }
            }
            verdict = decider.decide(request, now, changes);
        }
        return verdict;
    }

    /** Stores what was decided since this was called last. */
    public long commit() throws Exception {
        ChangeSet stored = changes;
        changes = new ChangeSet();
        try {
            await(store.commit(++batch, stored));
        } catch (Exception e) {
            conversations.undo(stored);
            throw e;
        }
        stored.touched().forEach(Conversation::takeFresh);
        return batch;
    }

    public Accepted ask(RoomRequest<?> request) throws Exception {
        Verdict verdict = decide(request);
        commit();
        if (verdict instanceof Verdict.Answer(Accepted accepted)) {
            return accepted;
        }
        throw new AssertionError(request + " came to " + verdict);
    }

    public void tell(RoomRequest<?> request) throws Exception {
        decide(request);
        commit();
    }

    public RoomSnapshot describe(String room) throws Exception {
        if (decide(Actor.describe(room)) instanceof Verdict.Answer(RoomSnapshot snapshot)) {
            return snapshot;
        }
        throw new AssertionError("no room " + room);
    }

    public boolean exists(String room) throws Exception {
        return decide(Actor.describe(room)) instanceof Verdict.Answer;
    }

    public static String nameOf(ConversationRef ref) {
        return switch (ref) {
            case ConversationRef.Room room -> room.name().value();
            case ConversationRef.Direct direct -> direct.firstNick() + "+" + direct.secondNick();
        };
    }

    public static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
