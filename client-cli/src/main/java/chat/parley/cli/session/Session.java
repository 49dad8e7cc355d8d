package chat.parley.cli.session;

import chat.parley.protocol.line.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One user on one server, across as many connections as it takes. Call it from one thread at a time; it never blocks,
 * but the first sign-in derives a key from the password, which takes a good part of a second.
 */
public final class Session {

    private static final Duration SHAKING_PATIENCE = Duration.ofSeconds(40);
    private static final Duration LEAVING_PATIENCE = Duration.ofSeconds(3);
    private static final String ALIVE = "parley-alive";

    private enum Phase {
        CONNECTING,
        SHAKING,
        SETTLING,
        ONLINE,
        LEAVING,
        OVER
    }

    private final State state;
    private final Handshake handshake;
    private final Outbox outbox;
    private final History history;
    private final Comings comings;
    private final Answers answers;
    private final Incoming incoming;
    private final Requests requests;
    private final Arrival arrival;
    private final Deferred deferred = new Deferred();
    private final Batches batches = new Batches();
    private final Backoff backoff;
    private Phase phase = Phase.CONNECTING;
    private Instant since = Instant.EPOCH;
    private final Pulse pulse = new Pulse();
    /** Whether the user knows that the connection is gone: that nothing listens yet is no further news. */
    private boolean outageTold;

    private String lastWords = "";
    private String quitReason = "";
    private Event.@Nullable View shown;

    /**
     * A session that has done nothing yet.
     *
     * @param nonces makes texts that are never made twice, of at most 64 printable ASCII characters without spaces and
     *     commas
     * @param random spreads reconnections
     */
    public Session(SessionSettings settings, Entrance entrance, Supplier<String> nonces, RandomGenerator random) {
        state = new State(settings, entrance.user());
        handshake = new Handshake(entrance, state.capabilities, nonces);
        outbox = new Outbox(state, nonces);
        var sayings = new Sayings(state, outbox);
        history = new History(state, sayings);
        comings = new Comings(state, history);
        answers = new Answers(state);
        incoming = new Incoming(state, outbox, sayings, new Remarks(state, sayings), history, comings, answers);
        arrival = new Arrival(state);
        requests = new Requests(state, outbox, history, comings, deferred);
        backoff = new Backoff(random);
    }

    /** The first thing to call: asks for a connection. */
    public List<Effect> start(Instant now) {
        var turn = new Turn(now);
        since = now;
        turn.then(new Effect.Connect(Duration.ZERO));
        return finish(turn);
    }

    /** What is to be done about something that happened. After {@link Effect.End}, nothing. */
    public List<Effect> on(Input input, Instant now) {
        var turn = new Turn(now);
        if (phase == Phase.OVER) {
            return turn.effects();
        }
        switch (input) {
            case Input.Opened opened -> opened(turn, opened);
            case Input.Received received -> received(turn, received.line());
            case Input.Closed closed -> lost(turn, closed.reason());
            case Input.Refused refused -> end(turn, refused.ending(), refused.reason());
            case Input.Asked asked -> asked(turn, asked.request());
            case Input.Tick tick -> tick(turn);
        }
        return finish(turn);
    }

    /** Messages that have no receipt yet. */
    public int pending() {
        return outbox.size();
    }

    /** Whether the session is signed in and settled. */
    public boolean isOnline() {
        return state.online;
    }

    /** The account's name, as far as known. */
    public String user() {
        return state.account;
    }

    /** Everybody in sight, sorted. */
    public Set<String> people() {
        return state.places.people();
    }

    /** The names of the rooms that the user is in. */
    public Set<String> rooms() {
        return state.places.rooms().stream().map(room -> room.place().name()).collect(Collectors.toSet());
    }

    /** The time of the latest message seen; null if there was none ever. */
    public @Nullable Instant seenUntil() {
        return state.seenUntil;
    }

    private List<Effect> finish(Turn turn) {
        for (Request next = deferred.next(); next != null; next = deferred.next()) {
            asked(turn, next);
        }
        var view = new Event.View(link(), state.nick, state.away, currentPlace(), tabs(), outbox.size());
        if (!view.equals(shown)) {
            shown = view;
            turn.show(new Event.Standing(view));
        }
        return turn.effects();
    }

    private Event.Link link() {
        return switch (phase) {
            case CONNECTING -> state.again ? Event.Link.WAITING : Event.Link.CONNECTING;
            case SHAKING, SETTLING -> Event.Link.CONNECTING;
            case ONLINE, LEAVING, OVER -> Event.Link.ONLINE;
        };
    }

    private @Nullable Place currentPlace() {
        Conversation current = state.places.current();
        return current == null ? null : current.place();
    }

    private List<Event.Tab> tabs() {
        return state.places.all().stream().map(Conversation::tab).toList();
    }

    private void become(Turn turn, Phase next) {
        phase = next;
        since = turn.now();
        state.online = next == Phase.ONLINE || (next == Phase.LEAVING && state.online);
    }

    private void opened(Turn turn, Input.Opened connection) {
        if (phase != Phase.CONNECTING) {
            return;
        }
        pulse.heard(turn.now());
        lastWords = "";
        arrival.begin();
        batches.forget();
        state.traits = new Traits();
        state.seenBefore = state.seenUntil;
        become(turn, Phase.SHAKING);
        handshake.begin(turn, connection);
    }

    private void received(Turn turn, Line raw) {
        pulse.heard(turn.now());
        if (raw.command().equals("PING")) {
            turn.send(Line.of("PONG").withParams(raw.params()));
            return;
        }
        switch (phase) {
            case SHAKING -> shake(turn, raw);
            case SETTLING, ONLINE, LEAVING -> live(turn, raw);
            case CONNECTING, OVER -> {}
        }
    }

    private void shake(Turn turn, Line line) {
        if (line.command().equals("900")) {
            answers.on(turn, line);
        }
        switch (handshake.on(turn, line)) {
            case Handshake.Outcome.Going going -> {}
            case Handshake.Outcome.Welcomed welcomed -> {
                state.nick = welcomed.nick();
                become(turn, Phase.SETTLING);
            }
            case Handshake.Outcome.Failed failed -> {
                // Who was in before is let in again when the server has recovered, unless the password is no good now.
                boolean passing = state.again && !failed.reason().equals(SaslTurns.WRONG);
                turn.then(new Effect.HangUp());
                if (passing) {
                    lost(turn, failed.reason());
                } else {
                    end(turn, failed.ending(), failed.reason());
                }
            }
        }
    }

    private void live(Turn turn, Line raw) {
        if (raw.command().equals("BATCH")) {
            Batches.Whole whole = batches.onBatch(raw);
            if (whole != null && whole.isOneMessage()) {
                live(turn, whole.lines().get(0));
            } else if (whole != null) {
                history.page(turn, whole);
            }
            return;
        }
        Line line = batches.sort(raw);
        if (line == null) {
            return;
        }
        switch (line.command()) {
            case "PONG" -> pong(turn, line);
            case "376", "422" -> {
                if (phase == Phase.SETTLING) {
                    arrival.greeted(turn);
                }
            }
            case "ERROR" -> lastWords = line.paramOr(0, "").replaceFirst("(?i)^closing link:\\s*", "");
            default -> incoming.on(turn, line);
        }
        if (phase == Phase.LEAVING && outbox.size() == 0) {
            leave(turn);
        }
    }

    private void pong(Turn turn, Line line) {
        if (line.params().contains(Deferred.BARRIER)) {
            deferred.end();
            comings.want(null);
        }
        if (phase != Phase.SETTLING || !arrival.isIn(turn, line)) {
            return;
        }
        boolean again = state.again;
        become(turn, Phase.ONLINE);
        state.again = true;
        outageTold = false;
        turn.show(new Event.Ready(again));
        Place room = again ? null : arrival.roomToEnter();
        if (room != null) {
            requests.on(turn, new Request.Join(room, null));
        }
        history.online(turn);
        outbox.flush(turn);
    }

    private void asked(Turn turn, Request request) {
        if (phase == Phase.ONLINE && deferred.takes(turn, request)) {
            return;
        }
        if (!(request instanceof Request.Quit quit)) {
            requests.on(turn, request);
            return;
        }
        quitReason = quit.reason();
        if (state.online && outbox.size() > 0 && phase != Phase.LEAVING) {
            become(turn, Phase.LEAVING);
        } else {
            leave(turn);
        }
    }

    private void leave(Turn turn) {
        outbox.abandon(turn);
        if (phase != Phase.CONNECTING) {
            Place visited = arrival.visited();
            if (visited != null) {
                turn.send("PART", visited.name());
            }
            turn.send(quitReason.isBlank() ? Line.of("QUIT") : Line.of("QUIT", quitReason));
        }
        turn.then(new Effect.HangUp());
        end(turn, Ending.LEFT, "");
    }

    private void lost(Turn turn, String reason) {
        if (phase == Phase.LEAVING) {
            outbox.abandon(turn);
            end(turn, Ending.LEFT, "");
            return;
        }
        String told = lastWords.isEmpty() ? reason : "The server said: " + Words.sentence(lastWords);
        boolean wasOnline = state.online;
        if (!state.again && !state.settings.keepTrying()) {
            end(turn, Ending.CANNOT_CONNECT, told);
            return;
        }
        if (wasOnline && since.plus(Duration.ofSeconds(30)).isBefore(turn.now())) {
            backoff.reset();
        }
        become(turn, Phase.CONNECTING);
        outbox.interrupted(turn);
        history.interrupted(turn);
        deferred.end();
        state.places.rooms().forEach(room -> room.joined(false));
        Duration after = backoff.next();
        if (!outageTold) {
            outageTold = true;
            turn.show(new Event.Interrupted(told));
        }
        turn.then(new Effect.Connect(after));
    }

    private void end(Turn turn, Ending ending, String reason) {
        outbox.abandon(turn);
        become(turn, Phase.OVER);
        turn.then(new Effect.End(ending, reason));
    }

    private void tick(Turn turn) {
        Instant now = turn.now();
        switch (phase) {
            case SHAKING, SETTLING -> {
                if (since.plus(SHAKING_PATIENCE).isBefore(now)) {
                    hangUp(turn, "The server does not answer.");
                }
            }
            case ONLINE -> {
                deferred.tick(now);
                history.tick(turn);
                outbox.tick(turn);
                switch (pulse.feel(now)) {
                    case ALIVE -> {}
                    case SILENT -> turn.send("PING", ALIVE);
                    case DEAD -> hangUp(turn, "The server has gone silent.");
                }
            }
            case LEAVING -> {
                if (since.plus(LEAVING_PATIENCE).isBefore(now)) {
                    leave(turn);
                }
            }
            case CONNECTING, OVER -> {}
        }
    }

    private void hangUp(Turn turn, String reason) {
        turn.then(new Effect.HangUp());
        lost(turn, reason);
    }
}
