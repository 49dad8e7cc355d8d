package chat.parley.room.metrics;

/** What can be counted of the room service. Called on its contexts, for every batch: must be quick. */
public interface RoomMetrics {

    /** Why something was refused without having been decided. */
    enum Refusal {
        /** Too much waits already. */
        OVERLOAD,
        /** It waited too long. */
        EXPIRED,
        /** The store failed. */
        STORE,
        /** The service is stopping. */
        STOPPING
    }

    /** Counts nothing. */
    RoomMetrics NONE = new RoomMetrics() {};

    /** The store was opened: which of its lives this is. */
    default void opened(long epoch) {}

    /**
     * A batch is stored.
     *
     * @param events stored by it
     * @param nanos from the begin of its transaction until it was known to be stored
     */
    default void committed(int events, long nanos) {}

    /** So many of what a batch stored is what people said. */
    default void said(int messages) {}

    default void commitFailed() {}

    /** What waited for a batch when it began. */
    default void waiting(int requests) {}

    default void refused(Refusal why) {}

    /** A frame with what was said went to a relay. */
    default void frame(int events) {}

    /** A frame with who came, went and changed went to a relay. */
    default void presenceFrame(int events) {}

    /** A relay that is behind was told of positions only. */
    default void tails(int conversations) {}
}
