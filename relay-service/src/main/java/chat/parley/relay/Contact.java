package chat.parley.relay;

import java.util.EnumMap;
import java.util.Map;

/**
 * Whether the services that every message needs have answered of late. Times are of a clock that only goes forward. Used on one
 * context only, but for {@link #holds()}.
 */
final class Contact {
    /** Who has not answered for this long is out of reach. */
    static final long PATIENCE_MILLIS = 3_000;

    enum Service {
        PRESENCE,
        ROOMS
    }

    /** What has changed. */
    enum Change {
        NONE,
        LOST,
        REGAINED
    }

    private final Map<Service, Long> answeredMillis = new EnumMap<>(Service.class);
    private volatile boolean holding;
    private boolean heldBefore;

    void answered(Service service, long atMillis) {
        answeredMillis.put(service, atMillis);
    }

    /** To be asked now and then. The first time that all can be reached is no change. */
    Change look(long nowMillis) {
        boolean now = answeredMillis.size() == Service.values().length
                && answeredMillis.values().stream().allMatch(at -> nowMillis - at <= PATIENCE_MILLIS);
        if (now == holding) {
            return Change.NONE;
        }
        holding = now;
        boolean first = !heldBefore;
        heldBefore = true;
        return now ? (first ? Change.NONE : Change.REGAINED) : Change.LOST;
    }

    /** From any thread. */
    boolean holds() {
        return holding;
    }
}
