package chat.parley.relay.delivery;

import chat.parley.contracts.audit.AuditLog;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.line.Frame;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineParser;
import chat.parley.protocol.line.ParseResult;
import chat.parley.protocol.name.Nickname;
import chat.parley.relay.listener.Acceptor;
import chat.parley.relay.listener.Connection;
import chat.parley.relay.listener.ConnectionOwner;
import chat.parley.relay.listener.Intake;
import chat.parley.relay.listener.LoopWriter;
import chat.parley.relay.metrics.RelayMetrics;
import chat.parley.relay.session.Effect;
import chat.parley.relay.session.Input;
import chat.parley.relay.session.Peer;
import chat.parley.relay.session.Session;
import chat.parley.relay.view.Headcount;
import chat.parley.relay.view.PresenceView;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the sessions of one loop: gives them what happens, and carries out what they want done. Used on the loop's thread only.
 */
final class Sessions implements Acceptor {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private static final long SLICE_MILLIS = 50;
    private static final Failure UNWRITTEN = new Failure.Unavailable(false, "The connection ended.");

    private final Function<Peer, Session> factory;
    private final People people;
    private final Rooms rooms;
    private final Asks asks;
    private final Barrier barrier;
    private final GivenPositions given;
    private final Departures departures;
    private final Wakeups wakeups;
    private final Monitors monitors;
    private final Headcount headcount;
    private final LoopWriter writer;
    private final AuditLog audit;
    private final Claims claims;
    private final PresenceView presence;
    private final LoopTimer timer;
    private final LongSupplier nowMillis;
    private final RelayMetrics metrics;

    Sessions(
            Function<Peer, Session> factory,
            People people,
            Rooms rooms,
            Asks asks,
            Barrier barrier,
            GivenPositions given,
            Wakeups wakeups,
            Monitors monitors,
            Headcount headcount,
            LoopWriter writer,
            AuditLog audit,
            Claims claims,
            PresenceView presence,
            LoopTimer timer,
            LongSupplier nowMillis,
            RelayMetrics metrics) {
        this.factory = factory;
        this.people = people;
        this.rooms = rooms;
        this.asks = asks;
        this.barrier = barrier;
        this.given = given;
        this.departures = new Departures(timer, this::brokeOff);
        this.wakeups = wakeups;
        this.monitors = monitors;
        this.headcount = headcount;
        this.writer = writer;
        this.audit = audit;
        this.claims = claims;
        this.presence = presence;
        this.timer = timer;
        this.nowMillis = nowMillis;
        this.metrics = metrics;
    }

    @Override
    public ConnectionOwner opened(Connection connection, Peer peer) {
        LocalSession local = new LocalSession(this, factory.apply(peer), connection);
        people.add(local);
        headcount.opened();
        on(local, new Input.Opened());
        return local;
    }

    /** Gives a session what happened, and does what it wants. */
    void on(LocalSession local, Input input) {
        Session session = local.session();
        if (local.broken) {
            return;
        }
        List<Effect> effects;
        try {
            effects = session.on(input, nowMillis.getAsLong());
        } catch (RuntimeException bug) {
            broke(local, input, bug);
            return;
        }
        for (int i = 0; i < effects.size(); i++) {
            carryOut(local, effects.get(i));
        }
        local.capabilityBits = session.capabilities().bits();
        PersonId person = session.person();
        if (!Objects.equals(person, local.personSaid)) {
            local.personSaid = person;
            becomes(local, person);
            if (person != null && !local.entered && !local.gone) {
                local.entered = true;
                settled(local);
                metrics.sessionEntered();
            }
        }
        Intake intake = local.connection().intake();
        if (intake.isPaused() && session.accepting()) {
            intake.resume();
        }
    }

    /** A fault of ours ends the one session that it happened in; the client is told nothing of our insides. */
    private void broke(LocalSession local, Input input, RuntimeException bug) {
        LOG.atError()
                .addKeyValue("session", local.session().id())
                .addKeyValue("input", input.getClass().getSimpleName())
                .setCause(bug)
                .log("a session is ended because it failed");
        local.broken = true;
        end(local, "Internal error");
        detach(local);
        asks.leave(local.session().id(), "Internal error");
        claims.ended(local.session().id());
    }

    private void carryOut(LocalSession local, Effect effect) {
        switch (effect) {
            case Effect.Send send -> writer.line(local.connection(), send.line());
            case Effect.Ask ask -> {
                if (ask.request() instanceof PresenceRequest.Claim claim) {
                    makeRoom(claim.nick());
                } else if (ask.request() instanceof PresenceRequest.Rename rename) {
                    makeRoom(rename.nick());
                }
                if (ask.afterMillis() > 0) {
                    timer.after(ask.afterMillis(), () -> asks.ask(local, ask));
                } else {
                    asks.ask(local, ask);
                }
            }
            case Effect.Audit event -> audit.record(event.event());
            case Effect.Monitor monitor -> monitors.watch(local, monitor.nick(), monitor.on());
            case Effect.WakeAfter wake -> wakeups.after(local, wake.millis());
            case Effect.WhenWritten written ->
                local.connection()
                        .whenWritten(done -> local.on(new Input.Answered(written.ask(), done ? true : UNWRITTEN)));
            case Effect.Settle settle -> barrier.await(() -> local.on(new Input.Answered(settle.ask(), true)));
            case Effect.Owed owed -> local.owed(owed.conversations());
            case Effect.Told told -> given.told(local, told.conversation(), told.sequence());
            case Effect.Moved moved -> moved(local, moved.address());
            case Effect.Close close -> {
                claims.ended(local.session().id());
                settled(local);
                local.connection().closeWhenWritten(close.reason());
                detach(local);
            }
        }
    }

    private void moved(LocalSession local, String address) {
        RelayMetrics.Refusal refusal = local.connection().moved(address);
        if (refusal != null) {
            metrics.refused(refusal);
            on(local, new Input.Stopping("Too many connections from your address"));
        }
    }

    /** It is no longer one that has not said yet who it is. */
    private void settled(LocalSession local) {
        if (!local.settled) {
            local.settled = true;
            headcount.settled();
        }
    }

    /** It is nobody's device any more, though its connection may last a moment longer: it is handed nothing. */
    private void detach(LocalSession local) {
        given.leaving(local);
        rooms.left(local);
        people.belongsTo(local, null);
    }

    private void becomes(LocalSession local, @Nullable PersonId person) {
        if (local.gone || Objects.equals(person, local.person)) {
            return;
        }
        if (local.person != null) {
            rooms.left(local);
            local.isOwedEverything();
        }
        people.belongsTo(local, person);
    }

    /** A client sent a line, or something that is none. */
    void received(LocalSession local, Frame frame) {
        if (!(frame instanceof Frame.Text text)) {
            metrics.refused(RelayMetrics.Refusal.BAD_LINE);
            on(local, new Input.LineRefused(frame));
            return;
        }
        switch (LineParser.parse(text.line())) {
            case ParseResult.Parsed parsed -> on(local, new Input.LineReceived(parsed.line()));
            case ParseResult.Malformed _malformed -> on(local, new Input.LineRefused(frame));
            case ParseResult.Empty _empty -> {}
        }
    }

    void receivedAll(int lines) {
        metrics.received(lines);
    }

    void spokeTls(LocalSession local) {
        metrics.refused(RelayMetrics.Refusal.TLS_ON_PLAIN);
        end(local, "This port does not speak TLS");
        gone(local, "TLS on a plain port");
    }

    void overflowed(LocalSession local) {
        metrics.refused(RelayMetrics.Refusal.SLOW_READER);
        end(local, "SendQ exceeded");
        gone(local, "SendQ exceeded");
    }

    /** Ends a connection by our own will. */
    private void end(LocalSession local, String reason) {
        writer.line(local.connection(), Line.of("ERROR", "Closing link: " + reason));
        local.connection().closeWhenWritten(reason);
    }

    /** The connection is gone. */
    void closed(LocalSession local, String reason) {
        if (!local.gone) {
            local.brokenOff = reason;
            departures.add(local);
        }
    }

    private void brokeOff(LocalSession local) {
        if (!local.gone && local.brokenOff != null) {
            given.leaving(local);
            gone(local, local.brokenOff);
        }
    }

    /** Somebody wants a nick: a guest who has it here, and whose connection has broken, leaves at once. */
    private void makeRoom(Nickname nick) {
        Person holder = presence.byNick(nick);
        if (holder != null && holder.id() instanceof PersonId.OfGuest) {
            List.copyOf(people.of(holder.id())).forEach(departures::hurry);
        }
    }

    private void gone(LocalSession local, String reason) {
        if (local.entered) {
            local.entered = false;
            metrics.sessionLeft();
        }
        Wakeups.forget(local);
        on(local, new Input.Closed(reason));
        settled(local);
        monitors.forget(local);
        local.gone = true;
        rooms.left(local);
        people.remove(local);
    }

    /** Presence has given sessions up, because it could not hear from this relay for too long. */
    void giveUp(Set<SessionId> given) {
        for (SessionId id : given) {
            LocalSession local = people.session(id);
            if (local != null) {
                on(
                        local,
                        new Input.Stopping("This part of the server was out of touch for too long; please reconnect"));
            }
        }
    }

    /** Tells everybody who is in. */
    void notice(String text) {
        people.all().forEach(local -> on(local, new Input.Notice(text)));
    }

    /** Every session is to end, because the server stops: some now, some later within a time. */
    void stop(String reason, long overMillis) {
        departures.stop();
        stop(new ArrayDeque<>(people.all()), reason, Math.max(1, (int) (overMillis / SLICE_MILLIS)));
    }

    private void stop(Queue<LocalSession> left, String reason, int slices) {
        int count = (left.size() + slices - 1) / slices;
        for (int i = 0; i < count; i++) {
            on(left.remove(), new Input.Stopping(reason));
        }
        if (!left.isEmpty()) {
            timer.after(SLICE_MILLIS, () -> stop(left, reason, slices - 1));
        }
    }

    /** How many connections are open. */
    int count() {
        return people.count();
    }
}
