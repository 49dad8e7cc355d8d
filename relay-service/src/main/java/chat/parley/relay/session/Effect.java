package chat.parley.relay.session;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.name.Nickname;

/** What a session wants done, in order. */
public sealed interface Effect {

    /** To be written to the client as it is: what this client's capabilities do not cover is left out already. */
    record Send(Line line) implements Effect {}

    /**
     * To be asked of a service; the answer comes back as {@link Input.Answered}.
     *
     * @param ask counted up by the session, from 1
     */
    record Ask(long ask, ServiceRequest<?> request) implements Effect {}

    /** To be written to the server's log. */
    record Audit(AuditEvent event) implements Effect {}

    /** To be told by {@link Input.Monitored} when somebody has a nick and when nobody has; or not to be told any more. */
    record Monitor(Nickname nick, boolean on) implements Effect {}

    /** To be woken later; of several times asked for, the earliest counts, and being woken early does no harm. */
    record WakeAfter(long millis) implements Effect {}

    /** The last effect of a session: the connection is to be closed once everything sent before is written. */
    record Close(String reason) implements Effect {}
}
