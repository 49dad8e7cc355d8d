package chat.parley.relay.delivery;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.protocol.capability.CapabilitySet;
import chat.parley.protocol.line.Frame;
import chat.parley.relay.listener.Connection;
import chat.parley.relay.listener.ConnectionOwner;
import chat.parley.relay.session.Input;
import chat.parley.relay.session.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session and its connection, as their loop knows them. Small, because there may be ten thousand. Used on the loop's thread only. */
final class LocalSession implements ConnectionOwner {
    private final Sessions sessions;
    private final Session session;
    private final Connection connection;
    /** The rooms that it is handed the events of. */
    private final List<RoomStream> rooms = new ArrayList<>(1);

    /** Of its capabilities, see {@link CapabilitySet#bits}: here, because every delivery needs them. */
    int capabilityBits;
    /** Whose device it is; null until it is signed in, and once its connection is gone. */
    @Nullable
    PersonId person;
    /** What the session itself said last of its person. */
    @Nullable
    PersonId personSaid;

    /** The conversations of which it is still to be told what was missed; null: it is not known yet which these are. */
    private @Nullable Set<ConversationId> owed;

    /** When it is to be woken; null: it is not. */
    Wakeups.@Nullable Due due;

    /** When it had said something last, as presence was told. */
    long spokenReported;

    /** Of {@link #awaitedLines}: nobody waits for it. */
    static final long NONE_AWAITED = -1;

    /** How much is asked for it that {@link Barrier}s wait for. */
    int asks;
    /** Its place among those of whom something is asked. */
    int askingAt;
    /** The barrier waits until so many of the lines that it received are done. */
    long awaitedLines = NONE_AWAITED;

    /** Why its connection is gone; null while it is not. */
    @Nullable
    String brokenOff;

    boolean gone;
    /** It got in, or is over: counted no more among those who have not said yet who they are. */
    boolean settled;
    /** It got in, and was counted. */
    boolean entered;
    /** It has failed, and is told nothing more. */
    boolean broken;

    /** What is different for it in the batch that is being delivered; null for nothing. */
    @Nullable
    Share share;

    LocalSession(Sessions sessions, Session session, Connection connection) {
        this.sessions = sessions;
        this.session = session;
        this.connection = connection;
    }

    Session session() {
        return session;
    }

    Connection connection() {
        return connection;
    }

    List<RoomStream> rooms() {
        return rooms;
    }

    /** What it is handed of such a conversation does not count as given: something before it is missing. */
    boolean isOwed(ConversationId conversation) {
        return owed == null || owed.contains(conversation);
    }

    void owed(Set<ConversationId> conversations) {
        owed = conversations.isEmpty() ? Set.of() : new HashSet<>(conversations);
    }

    void toldOf(ConversationId conversation) {
        if (owed != null && !owed.isEmpty()) {
            owed.remove(conversation);
        }
    }

    /** It is another person's device from now on, of which it has to learn what was missed. */
    void isOwedEverything() {
        owed = null;
    }

    void on(Input input) {
        sessions.on(this, input);
    }

    @Override
    public void accept(Frame frame) {
        sessions.received(this, frame);
    }

    @Override
    public void receivedAll(int lines) {
        sessions.receivedAll(lines);
    }

    @Override
    public boolean accepting() {
        return session.accepting();
    }

    @Override
    public void spokeTls() {
        sessions.spokeTls(this);
    }

    @Override
    public void overflowed() {
        sessions.overflowed(this);
    }

    @Override
    public void closed(String reason) {
        sessions.closed(this, reason);
    }

    /** The part of a batch that is one session's, where it is not simply all of it. */
    static final class Share {
        /** The first event that it is handed. */
        int from;

        /** The events that it is not handed like everybody else, in order. */
        final List<Cut> cuts = new ArrayList<>(2);
    }

    /**
     * An event that is left out of what a session is handed.
     *
     * @param told whether the session is told of it itself; else it is nothing for it
     */
    record Cut(int index, boolean told) {}
}
