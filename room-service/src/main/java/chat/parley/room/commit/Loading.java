package chat.parley.room.commit;

import chat.parley.room.model.Conversations;
import chat.parley.room.model.Need;
import chat.parley.room.store.Loaded;
import chat.parley.room.store.RoomStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what decisions need: one read under way at a time, for what was found missing until it begins, up to a bound; the rest
 * goes with the next.
 */
final class Loading {
    private static final Logger LOG = LoggerFactory.getLogger(Loading.class);

    private static final int MAX_AT_ONCE = 256;

    private final RoomStore store;
    private final Conversations conversations;
    private final Runnable loaded;
    private final Set<Need> wanted = new LinkedHashSet<>();
    private final Set<Need> underWay = new LinkedHashSet<>();

    /** @param loaded called whenever something new is in memory */
    Loading(RoomStore store, Conversations conversations, Runnable loaded) {
        this.store = store;
        this.conversations = conversations;
        this.loaded = loaded;
    }

    /** They are read with the next {@link #load}. */
    void want(List<Need> needs) {
        for (Need need : needs) {
            if (!underWay.contains(need)) {
                wanted.add(need);
            }
        }
    }

    /** Nobody waits for anything any more. */
    void forget() {
        wanted.clear();
    }

    /** Reads what is wanted, unless a read is under way. Called again now and then, since a read may fail. */
    void load() {
        if (wanted.isEmpty() || !underWay.isEmpty()) {
            return;
        }
        wanted.stream().limit(MAX_AT_ONCE).forEach(underWay::add);
        wanted.removeAll(underWay);
        store.load(List.copyOf(underWay)).onComplete(result -> {
            if (result.failed()) {
                LOG.atError().setCause(result.cause()).log("reading conversations failed; it is tried again");
                wanted.addAll(underWay);
                underWay.clear();
                return;
            }
            underWay.clear();
            result.result().forEach(this::take);
            loaded.run();
            load();
        });
    }

    private void take(Loaded found) {
        switch (found) {
            case Loaded.Found(var conversation) -> conversations.loaded(conversation);
            case Loaded.FoundPerson(var person, var memberships) -> conversations.loaded(person, memberships);
            case Loaded.FoundNonce(var key, var said) -> conversations.loaded(key, said);
            case Loaded.FoundEvent(var key, var spoken) -> conversations.loaded(key, spoken);
            case Loaded.Absent(var need) -> conversations.missing(need);
        }
    }
}
