package chat.parley.relay.metrics;

import java.util.function.LongSupplier;

/**
 * What a relay counts. Called from all its event loops: implementations are safe for that, and cheap. Nothing is called once a
 * delivery.
 */
public interface RelayMetrics {

    /** Why something was refused or ended, as a metric's label. */
    enum Refusal {
        /** Too many connections of this process. */
        CONNECTIONS,
        /** Too many connections from one address. */
        CONNECTIONS_PER_ADDRESS,
        /** A TLS handshake that failed or took too long, plain text on a TLS port among them. */
        HANDSHAKE,
        /** A TLS handshake on a plain port. */
        TLS_ON_PLAIN,
        /** No header of the PROXY protocol, or one that is none, from who has to send one. */
        PROXY_HEADER,
        /** A page of a site that may not connect by WebSocket. */
        ORIGIN,
        /** A line beyond its bounds, or bytes that are none. */
        BAD_LINE,
        /** More waited for a reader than may, or for all readers together. */
        SLOW_READER
    }

    /**
     * What waits on one event loop for readers who do not take it as fast as it comes, as it was when the loop looked last, some
     * seconds ago at most. Safe to be used from any thread.
     */
    interface SendQueues {
        /** Of all its connections. */
        long bytes();

        /** Of the connection for which most waits. */
        long largestBytes();
    }

    /** Counts nothing. */
    RelayMetrics NONE = new RelayMetrics() {};

    default void connectionOpened(boolean secure) {}

    default void connectionClosed(boolean secure) {}

    /** A connection's session got in: it is one of the devices of a person now. */
    default void sessionEntered() {}

    /** A session that had got in is gone. */
    default void sessionLeft() {}

    default void refused(Refusal why) {}

    /** A client sent lines, all read at once. */
    default void received(int lines) {}

    /**
     * A batch of one conversation, or of presence, was handed to its readers on one loop.
     *
     * @param events in the batch
     * @param readers who were handed it
     * @param bytes all readers together
     */
    default void delivered(int events, int readers, long bytes) {}

    /** Events of a conversation or of presence were missing, and are asked for. */
    default void gap() {}

    /** Presence was followed anew: after a gap, or because it did not know this relay. */
    default void followedAnew() {}

    /** All rooms were subscribed to anew, because the room service may not have known this relay. */
    default void subscribedAnew() {}

    /** Whether the services that every message needs can be reached, as far as is known. Told in a cluster only. */
    default void inContact(boolean now) {}

    /** An answer waited in vain for the events that it tells of, and was given to the client without. */
    default void unsettled() {}

    /**
     * The relay begins.
     *
     * @param inUseBytes how much memory what waits for readers takes, and the buffers that they are written from; from any thread, and
     *     not too often
     * @param mostBytes from which on those furthest behind are disconnected
     */
    default void sendMemory(LongSupplier inUseBytes, long mostBytes) {}

    /** An event loop begins: what waits on it may be looked at from now on, at any time. */
    default void loopBegins(SendQueues queues) {}

    /** An event loop took so long for the tasks of one turn that applied events. */
    default void turn(long nanos) {}
}
