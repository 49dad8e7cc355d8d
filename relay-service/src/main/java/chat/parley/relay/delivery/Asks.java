package chat.parley.relay.delivery;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.Services;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Announced;
import chat.parley.contracts.presence.Claimed;
import chat.parley.contracts.presence.Left;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.relay.session.Effect;
import chat.parley.relay.session.Input;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the services for sessions, and gives them the answers once they are settled: when this loop has come to the position in the
 * stream that the answer names. Used on the loop's thread only.
 */
final class Asks {
    private static final Logger LOG = LoggerFactory.getLogger(Asks.class);

    private static final Failure ENDED = new Failure.Unavailable(true, "The session has ended.");

    private final Services services;
    private final Rooms rooms;
    private final Directs directs;
    private final Settling settling;
    private final Claims claims;
    private final Barrier barrier;
    private final Turnstile turnstile;

    Asks(
            Services services,
            Rooms rooms,
            Directs directs,
            Settling settling,
            Claims claims,
            Barrier barrier,
            Turnstile turnstile) {
        this.services = services;
        this.rooms = rooms;
        this.directs = directs;
        this.settling = settling;
        this.claims = claims;
        this.barrier = barrier;
        this.turnstile = turnstile;
    }

    void ask(LocalSession local, Effect.Ask ask) {
        boolean concerned = Barrier.concerns(ask.request());
        if (concerned) {
            barrier.asked(local);
        }
        if (Turnstile.concerns(ask.request())) {
            turnstile.pass(() -> begin(local, ask, concerned));
        } else {
            begin(local, ask, concerned);
        }
    }

    private void begin(LocalSession local, Effect.Ask ask, boolean concerned) {
        if (local.broken) {
            // it was told to have left already, and nobody would ever tell that again
            answered(local, ask, ENDED, concerned);
            return;
        }
        long deadlineMillis = settling.deadlineMillis();
        if (ask.request() instanceof PresenceRequest.Claim claim) {
            claims.asked(claim.session());
        }
        services.ask(ask.request()).onComplete(result -> {
            if (result.failed()) {
                if (!(result.cause() instanceof ServiceException)) {
                    LOG.atError().setCause(result.cause()).log("a service failed in a way that nobody foresaw");
                }
                answered(local, ask, ServiceException.failureOf(result.cause()), concerned);
            } else {
                Object answer = result.result();
                settled(local, ask.request(), answer, deadlineMillis)
                        .onComplete(_settled -> answered(local, ask, answer, concerned));
            }
        });
    }

    private void answered(LocalSession local, Effect.Ask ask, Object answer, boolean concerned) {
        try {
            local.on(new Input.Answered(ask.ask(), answer));
        } finally {
            if (concerned) {
                barrier.answered(local);
            }
            if (Turnstile.concerns(ask.request())) {
                turnstile.done();
            }
        }
    }

    /** Tells that a session has left which cannot do that itself. */
    void leave(SessionId session, String reason) {
        services.ask(new PresenceRequest.Leave(session, reason));
    }

    private Future<Void> settled(LocalSession local, ServiceRequest<?> request, Object answer, long deadlineMillis) {
        return switch (answer) {
            case Accepted accepted -> accepted(local, request, accepted, deadlineMillis);
            case Claimed claimed -> {
                claims.answered(local.session().id(), claimed);
                yield settling.presenceReached(claimed.position(), deadlineMillis);
            }
            case Left left -> settling.presenceReached(left.position(), deadlineMillis);
            case Announced announced -> settling.presenceReached(announced.position(), deadlineMillis);
            case Arrived arrived -> arrived(local, arrived, deadlineMillis);
            default -> Future.succeededFuture();
        };
    }

    private Future<Void> accepted(
            LocalSession local, ServiceRequest<?> request, Accepted accepted, long deadlineMillis) {
        return switch (accepted.conversation()) {
            case ConversationRef.Room room ->
                request instanceof RoomRequest.Join
                        ? rooms.entered(room, accepted.sequence(), local, deadlineMillis)
                        : settling.reached(room.id(), accepted.sequence(), rooms.position(room.id()), deadlineMillis);
            case ConversationRef.Direct direct -> {
                long position = directs.position(direct.id());
                // of a repeated message nothing comes any more, and where it is, is not known
                yield accepted.repeated() && position < 0
                        ? Future.succeededFuture()
                        : settling.reached(direct.id(), accepted.sequence(), position, deadlineMillis);
            }
        };
    }

    private Future<Void> arrived(LocalSession local, Arrived arrived, long deadlineMillis) {
        return Future.join(arrived.rooms().stream()
                        .map(entered -> rooms.entered(entered.room(), entered.sequence(), local, deadlineMillis))
                        .toList())
                .mapEmpty();
    }
}
