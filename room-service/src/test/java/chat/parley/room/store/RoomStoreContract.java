package chat.parley.room.store;

import chat.parley.room.model.Actor;
import org.junit.jupiter.api.BeforeEach;

/** What every store has to do, by subject. */
public abstract class RoomStoreContract
        implements HistoryContract,
                RoomsContract,
                BatchContract,
                ActivityContract,
                MarkersContract,
                SearchContract,
                EndingContract {
    protected final Actor alice = Actor.account("alice", 1);
    protected final Actor bob = Actor.account("bob", 2);
    protected final Actor visitor = Actor.guest("visitor", 7);
    protected RoomStore store = new MemoryRoomStore();
    protected Scribe scribe = new Scribe(store);

    /** An empty one. */
    protected abstract RoomStore open() throws Exception;

    @BeforeEach
    protected void begin() throws Exception {
        store = open();
        scribe = new Scribe(store);
    }

    @Override
    public Actor alice() {
        return alice;
    }

    @Override
    public Actor bob() {
        return bob;
    }

    @Override
    public Actor visitor() {
        return visitor;
    }

    @Override
    public RoomStore store() {
        return store;
    }

    @Override
    public Scribe scribe() {
        return scribe;
    }
}
