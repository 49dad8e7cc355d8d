package chat.parley.relay.session;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.name.Nickname;
import java.util.Set;

/** What a session wants done, in order. */
public sealed interface Effect {

    /** To be written to the client as it is: what this client's capabilities do not cover is left out already. */
    record Send(Line line) implements Effect {}

    /**
     * To be asked of a service; the answer comes back as {@link Input.Answered}.
     *
     * @param ask counted up by the session, from 1
     * @param afterMillis 0: now
     */
    record Ask(long ask, ServiceRequest<?> request, long afterMillis) implements Effect {}

    /** To be written to the server's log. */
    record Audit(AuditEvent event) implements Effect {}

    /** To be told by {@link Input.Monitored} when somebody has a nick and when nobody has; or not to be told any more. */
    record Monitor(Nickname nick, boolean on) implements Effect {}

    /** To be woken later; of several times asked for, the earliest counts, and being woken early does no harm. */
    record WakeAfter(long millis) implements Effect {}

    /**
     * Asks to be told, by {@link Input.Answered}, when everything sent before was taken by the client's socket: with true, or with a
     * {@link chat.parley.contracts.failure.Failure} when the connection ends before that.
     *
     * @param ask counted together with {@link Ask#ask}
     */
    record WhenWritten(long ask) implements Effect {}

    /**
     * Asks to be told, by {@link Input.Answered} with true, when everything is settled that any session of this relay had asked before,
     * and when this session has been handed what came of it; 2 s later at most.
     *
     * @param ask counted together with {@link Ask#ask}
     */
    record Settle(long ask) implements Effect {}

    /**
     * What this session is still to be told of what its person missed. Before this is said, all conversations are among them; what
     * else it is handed of them counts for nothing, because something before that is missing.
     */
    record Owed(Set<ConversationId> conversations) implements Effect {
        public Owed {
            conversations = Set.copyOf(conversations);
        }
    }

    /** This session was told what its person missed of a conversation, up to a position. */
    record Told(ConversationId conversation, long sequence) implements Effect {}

    /** The client is at another address than its connection comes from; it counts among those from there. */
    record Moved(String address) implements Effect {}

    /** The last effect of a session: the connection is to be closed once everything sent before is written. */
    record Close(String reason) implements Effect {}
}
