package chat.parley.relay.session;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Announcement;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.capability.CapabilitySet;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.reply.FailCode;
import chat.parley.protocol.reply.Numeric;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: a machine that is given what happens and answers with what is to be done. It carries out one request at
 * a time; only messages may wait for their commits together. Called by its event loop alone.
 */
public final class Session {
    private final SessionContext context;
    private final Client client;
    private final Outbox out = new Outbox();
    private final Liveness liveness;
    private final Throttle throttle;
    private final Throttle metadataChanges;
    private final Entrance entrance;
    private final OwnLines ownLines;
    private final Announcements announcements;
    private final Departure departure;

    /** Reading pauses while it is full. */
    private final Inbox inbox = new Inbox();
    /** Requests that are not answered yet, oldest first. Several only where all are says. */
    private final Deque<Exchange> running = new ArrayDeque<>(4);

    private long requests;
    /** Lines, and what should have been one, so far. */
    private long received;

    private long nowMillis;
    /** Why the connection is gone: what came before its end is still carried out, without regard to speed. */
    private @Nullable String gone;
    /** Made when the client begins a batch, which few do. */
    private @Nullable MultilineIntake multiline;

    public Session(SessionId id, Peer peer, SessionContext context) {
        this.context = context;
        this.client = new Client(id, peer);
        SessionLimits limits = context.settings().limits();
        this.liveness = new Liveness(limits);
        this.throttle = new Throttle(limits.linesPerSecond(), limits.burstLines());
        this.metadataChanges = Throttle.perMinute(limits.metadata().changesPerMinute());
        this.entrance = new Entrance(client);
        this.ownLines = new OwnLines(context, client, () -> begin(Line.of("JOIN"), false));
        this.announcements = new Announcements(context, client);
        this.departure = new Departure(client, out);
    }

    public SessionId id() {
        return client.id();
    }

    public Peer peer() {
        return client.peer();
    }

    /** What is in effect for this client: those that it asked for, without those that lack something they need. */
    public CapabilitySet capabilities() {
        return client.effective();
    }

    /** The person that it is seen as; null until it is in. */
    public @Nullable PersonId person() {
        return client.person();
    }

    /** Whether it is in, and not on its way out. */
    public boolean isConnected() {
        return client.isConnected();
    }

    /** The nicks that it wants to be told about. */
    public Set<Nickname> monitored() {
        return client.monitored();
    }

    /** The keys of metadata that it wants to be told of; none, where it does not know metadata. */
    public Set<MetadataKey> subscriptions() {
        return client.has(Capability.METADATA) ? client.subscriptions() : Set.of();
    }

    /** When it said something last, since 1970; 0 when it never has. */
    public long spokeMillis() {
        return client.spokeMillis();
    }

    /** False: read no more from the client until it is true again. Lines that were read already may still be handed over. */
    public boolean accepting() {
        return !inbox.isFull(context.settings().limits().inboxLines());
    }

    /** How many lines were received so far. */
    public long received() {
        return received;
    }

    /** Whether that many of the lines that were received are answered, or will not be any more. */
    public boolean isDone(long lines) {
        return received - inbox.size() - running.size() >= lines;
    }

    /**
     * Takes in what happened.
     *
     * @param now milliseconds since 1970; may go back
     * @return what to do, in order; nothing after a {@link Effect.Close}
     */
    public List<Effect> on(Input input, long now) {
        nowMillis = now;
        if (client.phase() == Phase.ENDED) {
            return List.of();
        }
        switch (input) {
            case Input.Opened _opened -> {}
            case Input.LineReceived received -> received(received);
            case Input.LineRefused refused -> received(refused);
            case Input.Answered answered -> answered(answered);
            case Input.Attached attached -> {
                client.entered(attached.room().room().id(), attached.room().sequence());
                ownLines.attached(attached.room(), running, out, now);
                settle();
            }
            case Input.OwnEvent event -> {
                ownLines.event(event, running, out);
                settle();
            }
            case Input.OwnPresence presence -> ownLines.presence(presence.event(), running, out, now);
            case Input.Monitored monitored -> ownLines.monitored(monitored, out, now);
            case Input.Announced announced -> announced(announced.what());
            case Input.Woken _woken -> woken();
            case Input.Closed closed -> gone = closed.reason();
            case Input.Notice notice -> notice(notice.text());
            case Input.Stopping stopping -> departure.stop(stopping.reason());
        }
        pump();
        if (client.phase() == Phase.CONNECTING || client.phase() == Phase.CONNECTED) {
            checkLiveness();
        }
        return out.take();
    }

    private void received(Input lineOrNot) {
        liveness.heard(nowMillis);
        if (!departure.isDecided()) {
            received++;
            inbox.add(lineOrNot);
        }
    }

    private void announced(Announcement what) {
        String reason = announcements.hear(what, out, nowMillis);
        if (reason != null) {
            departure.leave(reason, true);
        }
    }

    private void woken() {
        liveness.woken();
        departure.woken();
    }

    private void notice(String text) {
        if (client.isConnected() && !departure.isDecided()) {
            out.send(Line.of("NOTICE", client.name(), text)
                    .withSource(context.settings().server().value()));
        }
    }

    private void answered(Input.Answered answered) {
        Outbox.Waiting waiting = out.answered(answered.ask());
        if (waiting == null) {
            return;
        }
        Exchange exchange = waiting.exchange();
        if (exchange != null) {
            exchange.answered(waiting.say());
        }
        if (answered.answer() instanceof Failure failure) {
            waiting.otherwise().accept(failure);
        } else {
            waiting.then().accept(answered.answer());
        }
        settle();
    }

    /** Takes up whatever may be taken up now. */
    private void pump() {
        while (true) {
            if (departure.isDecided()) {
                inbox.clear();
                if (running.isEmpty()) {
                    departure.begin();
                }
                return;
            }
            if (running.isEmpty() && client.phase() == Phase.CONNECTING && entrance.isReady() && !entranceWaits()) {
                Exchange exchange = begin(Line.of("NICK"), false);
                entrance.enter(exchange);
                end(exchange);
                continue;
            }
            Input next = inbox.peek();
            if (next == null) {
                if (gone != null && running.isEmpty()) {
                    departure.leave(gone, false);
                    continue;
                }
                return;
            }
            if (!mayRun(next)) {
                return;
            }
            long wait = gone != null ? 0 : throttle.waitMillis(nowMillis);
            if (wait > 0) {
                liveness.wakeAt(nowMillis + wait, nowMillis, out);
                return;
            }
            throttle.take(nowMillis);
            inbox.remove();
            take(next);
        }
    }

    private boolean entranceWaits() {
        long wait = entrance.waitMillis(nowMillis);
        if (wait > 0) {
            liveness.wakeAt(nowMillis + wait, nowMillis, out);
        }
        return wait > 0;
    }

    private boolean mayRun(Input next) {
        if (running.isEmpty()) {
            return true;
        }
        if (!(next instanceof Input.LineReceived received)
                || running.size() >= context.settings().limits().saysInFlight()) {
            return false;
        }
        Command command = context.commands().find(received.line().command());
        if (command == null || !command.spec().say()) {
            return false;
        }
        for (Exchange exchange : running) {
            if (!exchange.letsPass()) {
                return false;
            }
        }
        return true;
    }

    private void take(Input next) {
        if (next instanceof Input.LineReceived received) {
            take(received.line());
        } else if (next instanceof Input.LineRefused refused) {
            Exchange exchange = begin(Refusals.lineOf(refused.frame()), false);
            Refusals.tell(exchange, refused.frame());
            end(exchange);
        }
    }

    /** Of a multiline batch, only the whole is a request. */
    private void take(Line line) {
        if (!client.has(Capability.MULTILINE) || !client.isConnected() || !MultilineIntake.concerns(line)) {
            run(line);
            return;
        }
        MultilineIntake intake = multiline == null ? new MultilineIntake() : multiline;
        multiline = intake;
        switch (intake.take(line, context.settings().limits())) {
            case MultilineIntake.Outcome.Ordinary _ordinary -> run(line);
            case MultilineIntake.Outcome.Taken _taken -> {}
            case MultilineIntake.Outcome.Whole(Line message) -> run(message);
            case MultilineIntake.Outcome.Refused refused -> {
                Exchange exchange = begin(refused.line(), false);
                exchange.failAs(
                        "BATCH",
                        refused.code(),
                        refused.code().text(),
                        refused.about().toArray(String[]::new));
                end(exchange);
            }
        }
    }

    private void run(Line line) {
        Command command = context.commands().find(line.command());
        Exchange exchange = begin(line, command != null && command.spec().say());
        if (command == null) {
            unknown(exchange);
        } else if (isAllowed(command.spec(), exchange)) {
            command.run(exchange);
        }
        end(exchange);
    }

    private void unknown(Exchange exchange) {
        if (client.isConnected()) {
            exchange.reply(Numeric.ERR_UNKNOWNCOMMAND, exchange.command());
        } else {
            exchange.reply(Numeric.ERR_NOTREGISTERED);
        }
    }

    private boolean isAllowed(CommandSpec spec, Exchange exchange) {
        if (!spec.phases().contains(client.phase())) {
            exchange.reply(client.isConnected() ? Numeric.ERR_ALREADYREGISTERED : Numeric.ERR_NOTREGISTERED);
            return false;
        }
        Capability needed = spec.needs();
        if (needed != null && !client.has(needed)) {
            exchange.fail(FailCode.CAPABILITY_REQUIRED, needed.wireName());
            return false;
        }
        if (exchange.line().paramCount() < spec.minParams()) {
            exchange.reply(Numeric.ERR_NEEDMOREPARAMS, exchange.command());
            return false;
        }
        return true;
    }

    private Exchange begin(Line line, boolean say) {
        Exchange exchange =
                new Exchange(context, client, out, departure, metadataChanges, ++requests, nowMillis, line, say);
        if (running.isEmpty()) {
            exchange.takeTurn();
        }
        running.add(exchange);
        return exchange;
    }

    private void end(Exchange exchange) {
        exchange.returned();
        settle();
    }

    private void settle() {
        Exchange first = running.peek();
        while (first != null && first.isDone()) {
            first.complete();
            running.remove();
            first = running.peek();
            if (first != null) {
                first.takeTurn();
            }
        }
    }

    private void checkLiveness() {
        switch (liveness.check(client.phase(), nowMillis)) {
            case FINE -> {}
            case PING ->
                out.send(Line.of("PING", context.settings().server().value())
                        .withSource(context.settings().server().value()));
            case TOO_LONG_CONNECTING -> {
                departure.leave("Connection timed out before it was complete", true);
                pump();
            }
            case SILENT -> {
                departure.leave("Ping timeout: " + liveness.silentSeconds() + " seconds", true);
                pump();
            }
        }
        if (!departure.isDecided()) {
            liveness.wakeNext(client.phase(), nowMillis, out);
        }
    }
}
