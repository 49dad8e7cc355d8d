package chat.parley.cli.client;

import chat.parley.cli.connection.ConnectException;
import chat.parley.cli.connection.Connector;
import chat.parley.cli.connection.Link;
import chat.parley.cli.connection.LinkListener;
import chat.parley.cli.session.Effect;
import chat.parley.cli.session.Ending;
import chat.parley.cli.session.Event;
import chat.parley.cli.session.Input;
import chat.parley.cli.session.Request;
import chat.parley.cli.session.Session;
import chat.parley.protocol.line.Line;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs one session to its end on a thread of its own. Everything that happens is put in a queue and done in order; what
 * is shown is shown on that thread.
 */
public final class Client {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final long QUERY_MILLIS = 500;

    /** Lines from the server that may wait. At the bound no more are read, and the server notices. */
    private static final int MOST_LINES = 5000;

    private final Session session;
    private final Connector connector;
    private final Consumer<Event> screen;
    private final Clock clock;
    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final Semaphore lines = new Semaphore(MOST_LINES);
    private final CompletableFuture<Finish> finish = new CompletableFuture<>();
    private @Nullable Link link;
    private @Nullable Link closing;
    private volatile String user;
    private volatile @Nullable Instant seenUntil;
    private @Nullable Instant connectAt;
    /** Which connection is meant by what comes in; what an earlier one still has to say is not heard. */
    private int generation;

    public Client(Session session, Connector connector, Consumer<Event> screen, Clock clock) {
        this.session = session;
        this.connector = connector;
        this.screen = screen;
        this.clock = clock;
        this.user = session.user();
    }

    /** Begins. To be called once. */
    public void start() {
        Thread.ofPlatform().daemon().name("parley-session").start(this::run);
    }

    /** Asks something of the session. Returns at once; after the end it is of no effect. */
    public void ask(Request request) {
        queue.add(() -> carryOut(session.on(new Input.Asked(request), clock.instant())));
    }

    /**
     * Looks something up in the session. Blocks until its thread has done what came before, half a second at most.
     *
     * @param fallback the answer when it takes longer, or the session is over
     */
    public <T> T query(Function<Session, T> question, T fallback) {
        var answer = new CompletableFuture<T>();
        queue.add(() -> answer.complete(question.apply(session)));
        try {
            return answer.get(finish.isDone() ? 0 : QUERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fallback;
        } catch (ExecutionException | TimeoutException e) {
            return fallback;
        }
    }

    /**
     * Blocks until everything asked before has been done, and what came of it has been shown, or the session is over.
     *
     * @return false if that takes longer than the given time
     */
    public boolean awaitDone(Duration atMost) {
        var done = new CompletableFuture<Boolean>();
        queue.add(() -> done.complete(true));
        try {
            CompletableFuture.anyOf(done, finish).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** The account's name, as far as known. May be called at any time, from any thread. */
    public String user() {
        return user;
    }

    /** The time of the latest message seen, or null. May be called at any time, from any thread. */
    public @Nullable Instant seenUntil() {
        return seenUntil;
    }

    /** Done when the session is over. */
    public CompletableFuture<Finish> finished() {
        return finish;
    }

    /** Calls back when the session is over, on its thread, or at once if it is. */
    public void whenFinished(Runnable action) {
        finish.whenComplete((how, failure) -> action.run()).isDone();
    }

    private void run() {
        try {
            carryOut(session.start(clock.instant()));
            Instant nextTick = clock.instant().plus(TICK);
            while (!finish.isDone()) {
                Runnable next = queue.poll(millisUntil(nextTick), TimeUnit.MILLISECONDS);
                if (next != null) {
                    next.run();
                }
                Instant now = clock.instant();
                if (connectAt != null && !connectAt.isAfter(now)) {
                    connectAt = null;
                    connect();
                }
                if (!nextTick.isAfter(now)) {
                    nextTick = now.plus(TICK);
                    carryOut(session.on(new Input.Tick(), now));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(Ending.LEFT, "");
        } catch (RuntimeException e) {
            // A mistake of ours. The user gets words, and the connection is not left behind.
            end(Ending.REFUSED, "Parley's client made a mistake and cannot go on (" + e + ").");
        }
    }

    private long millisUntil(Instant nextTick) {
        Instant until = connectAt != null && connectAt.isBefore(nextTick) ? connectAt : nextTick;
        return Math.max(0, Duration.between(clock.instant(), until).toMillis());
    }

    private void carryOut(List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Send send -> send(send.line());
                case Effect.Show show -> screen.accept(show.event());
                case Effect.HangUp hangUp -> hangUp();
                case Effect.Connect connect -> connectAt = clock.instant().plus(connect.after());
                case Effect.End end -> end(end.ending(), end.reason());
            }
        }
        user = session.user();
        seenUntil = session.seenUntil();
    }

    private void send(Line line) {
        Link open = link;
        if (open == null) {
            return;
        }
        try {
            open.send(line);
        } catch (IllegalArgumentException e) {
            screen.accept(new Event.Trouble("That has characters that cannot be sent."));
        }
    }

    private void hangUp() {
        Link open = link;
        link = null;
        generation++;
        if (open != null) {
            open.close();
            closing = open;
        }
    }

    private void end(Ending ending, String reason) {
        hangUp();
        Link last = closing;
        if (last != null) {
            last.awaitClosed(FAREWELL);
        }
        finish.complete(new Finish(ending, reason));
    }

    private void connect() {
        int attempt = ++generation;
        Thread.ofVirtual().name("parley-connect").start(() -> {
            try {
                Socket socket = connector.connect();
                queue.add(() -> connected(attempt, socket));
            } catch (ConnectException e) {
                queue.add(() -> notConnected(attempt, e));
            }
        });
    }

    private void connected(int attempt, Socket socket) {
        Link opened = Link.start(socket, new Listener(attempt));
        if (attempt != generation) {
            opened.close();
            return;
        }
        link = opened;
        carryOut(session.on(new Input.Opened(connector.server().tls(), opened.isLocal()), clock.instant()));
    }

    private void notConnected(int attempt, ConnectException failure) {
        if (attempt != generation) {
            return;
        }
        Input input = switch (failure.kind()) {
            case UNREACHABLE, NOT_UNDERSTOOD -> new Input.Closed(failure.getMessage());
            case CERTIFICATE_CHANGED, NOT_TRUSTED ->
                new Input.Refused(Ending.CERTIFICATE_CHANGED, failure.getMessage());
        };
        carryOut(session.on(input, clock.instant()));
    }

    private final class Listener implements LinkListener {
        private final int attempt;

        Listener(int attempt) {
            this.attempt = attempt;
        }

        @Override
        public void received(Line line) {
            lines.acquireUninterruptibly();
            queue.add(() -> {
                lines.release();
                if (attempt == generation) {
                    carryOut(session.on(new Input.Received(line), clock.instant()));
                }
            });
        }

        @Override
        public void closed(String reason) {
            queue.add(() -> {
                if (attempt == generation) {
                    link = null;
                    generation++;
                    carryOut(session.on(new Input.Closed(reason), clock.instant()));
                }
            });
        }
    }
}
