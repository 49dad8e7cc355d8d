package chat.parley.relay;

import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Claimed;
import chat.parley.relay.delivery.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of this process that have asked presence for a nick and are not over, with what presence answered last. Bounded by
 * the connections that there are. Used from any thread.
 */
final class ClaimedSessions implements Claims {
    private final LongSupplier uptimeMillis;
    private final ConcurrentMap<SessionId, Entry> sessions = new ConcurrentHashMap<>();

    /** @param sinceMillis of the first answer */
    private record Entry(@Nullable Claimed claimed, long sinceMillis) {}

    /** @param uptimeMillis of a clock that only goes forward */
    ClaimedSessions(LongSupplier uptimeMillis) {
        this.uptimeMillis = uptimeMillis;
    }

    @Override
    public void asked(SessionId session) {
        sessions.putIfAbsent(session, new Entry(null, 0));
    }

    @Override
    public void answered(SessionId session, Claimed claimed) {
        sessions.computeIfPresent(
                session,
                (_session, before) ->
                        new Entry(claimed, before.claimed() == null ? uptimeMillis.getAsLong() : before.sinceMillis()));
    }

    @Override
    public void ended(SessionId session) {
        sessions.remove(session);
    }

    boolean has(SessionId session) {
        return sessions.containsKey(session);
    }

    /** What was answered last to each that was answered. */
    Map<SessionId, Claimed> answered() {
        Map<SessionId, Claimed> answered = new ConcurrentHashMap<>();
        sessions.forEach((session, entry) -> {
            if (entry.claimed() != null) {
                answered.put(session, entry.claimed());
            }
        });
        return answered;
    }

    /** Those that had been answered before a time. */
    List<SessionId> answeredBefore(long millis) {
        List<SessionId> before = new ArrayList<>();
        sessions.forEach((session, entry) -> {
            if (entry.claimed() != null && entry.sinceMillis() < millis) {
                before.add(session);
            }
        });
        return before;
    }
}
