package chat.parley.room.commit;

import chat.parley.room.model.ChangeSet;
import chat.parley.room.model.Need;
import chat.parley.room.store.Loaded;
import chat.parley.room.store.MemoryRoomStore;
import chat.parley.room.store.StoreTakenException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** A store that fails when it is told to. */
final class BrittleStore extends MemoryRoomStore {
    /** What becomes of a commit. */
    enum Fate {
        STORED,
        /** Fails, and nothing is stored. */
        LOST,
        /** Fails, although all of it is stored. */
        STORED_UNHEARD,
        /** Is stored when the test says so. */
        HELD,
        /** Another process has taken the store. */
        TAKEN
    }

    final Queue<Fate> fates = new ArrayDeque<>();
    final Queue<Runnable> held = new ArrayDeque<>();
    int commits;
    int reads;
    int brokenReads;
    int brokenResolves;
    boolean taken;

    @Override
    public Future<Void> commit(long batch, ChangeSet changes) {
        commits++;
        Fate fate = fates.isEmpty() ? Fate.STORED : fates.remove();
        return switch (fate) {
            case STORED -> super.commit(batch, changes);
            case LOST -> Future.failedFuture("disk full");
            case STORED_UNHEARD -> super.commit(batch, changes).compose(_done -> Future.failedFuture("cut off"));
            case TAKEN -> {
                taken = true;
                yield Future.failedFuture(new StoreTakenException());
            }
            case HELD -> {
                Promise<Void> promise = Promise.promise();
                held.add(() -> super.commit(batch, changes).onComplete(promise));
                yield promise.future();
            }
        };
    }

    @Override
    public Future<Long> lastBatch() {
        if (taken) {
            return Future.failedFuture(new StoreTakenException());
        }
        if (brokenResolves > 0) {
            brokenResolves--;
            return Future.failedFuture("not now");
        }
        return super.lastBatch();
    }

    @Override
    public Future<List<Loaded>> load(List<Need> needs) {
        reads++;
        if (brokenReads > 0) {
            brokenReads--;
            return Future.failedFuture("not now");
        }
        return super.load(needs);
    }
}
