package chat.parley.relay.session;

import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.line.Line;
import org.jspecify.annotations.Nullable;

/**
 * How a session ends: once everything that was asked is answered, the others are told, then the client. Presence is told again, some
 * times, while it does not answer.
 */
final class Departure {
    private static final long RETRY_MILLIS = 1_000;
    private static final int TRIES = 10;

    private final Client client;
    private final Outbox out;
    private @Nullable String reason;
    /** The client is told that it is leaving, by an ERROR. */
    private boolean tellError;
    /** The client's own QUIT, where it has said so itself. */
    private @Nullable Line quit;
    /** Others are told that it leaves; not so where the server stops, for it may be back soon. */
    private boolean tellOthers = true;

    private int tries;
    private boolean again;

    Departure(Client client, Outbox out) {
        this.client = client;
        this.out = out;
    }

    /**
     * The session is to end. The first reason stands.
     *
     * @param why what others are told
     * @param error whether the client is told, by an ERROR
     */
    void leave(String why, boolean error) {
        if (reason == null) {
            reason = why;
            tellError = error;
        }
    }

    /** The client has said so, and is shown it. */
    void quit(String why, long nowMillis) {
        Person self = client.self();
        if (reason == null && self != null) {
            quit = OwnLines.from(client, self, Line.of("QUIT", why), nowMillis);
        }
        leave(why, true);
    }

    /** The server stops. */
    void stop(String why) {
        tellOthers = false;
        leave(why, true);
    }

    /** Whether it is to end. */
    boolean isDecided() {
        return reason != null;
    }

    /** Everything that was asked is answered. */
    void begin() {
        if (client.phase() == Phase.LEAVING || client.phase() == Phase.ENDED) {
            return;
        }
        boolean known = (client.person() != null || client.isPerhapsHere()) && tellOthers;
        client.enter(Phase.LEAVING);
        if (known) {
            tellPresence();
        } else {
            close();
        }
    }

    /** Tells presence again, if that is what was waited for. */
    void woken() {
        if (again) {
            again = false;
            tellPresence();
        }
    }

    private void tellPresence() {
        Person self = client.self();
        if (tries++ == 0 && self != null && self.sessions().size() <= 1) {
            out.audit(new AuditEvent.Left(self.nick().value(), reason));
        }
        out.ask(null, new PresenceRequest.Leave(client.id(), reason), _left -> close(), _failure -> {
            again = tries < TRIES;
            if (again) {
                out.wakeAfter(RETRY_MILLIS);
            } else {
                close();
            }
        });
    }

    private void close() {
        if (quit != null) {
            out.send(quit);
        }
        if (tellError) {
            out.send(Line.of("ERROR", "Closing link: " + reason));
        }
        client.enter(Phase.ENDED);
        out.close(reason == null ? "" : reason);
    }
}
