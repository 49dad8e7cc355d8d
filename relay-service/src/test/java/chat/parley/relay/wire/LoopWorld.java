package chat.parley.relay.wire;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.Services;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Announcement;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.MessageKind;
import chat.parley.contracts.room.Origin;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.name.Source;
import chat.parley.relay.command.Commands;
import chat.parley.relay.delivery.Claims;
import chat.parley.relay.delivery.Crowds;
import chat.parley.relay.delivery.EventLines;
import chat.parley.relay.delivery.Loop;
import chat.parley.relay.delivery.LoopInbox;
import chat.parley.relay.delivery.LoopTurns;
import chat.parley.relay.delivery.Rounds;
import chat.parley.relay.delivery.Subscriptions;
import chat.parley.relay.listener.EmbeddedConnections;
import chat.parley.relay.listener.LoopReader;
import chat.parley.relay.listener.LoopWriter;
import chat.parley.relay.listener.SendMemory;
import chat.parley.relay.script.FakePresence;
import chat.parley.relay.script.Settings;
import chat.parley.relay.session.Session;
import chat.parley.relay.session.SessionContext;
import chat.parley.relay.session.SessionSettings;
import chat.parley.relay.view.Headcount;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One loop without threads, sockets and a clock: turns are taken when told, time passes when told, and what the room service has
 * committed comes when told.
 */
final class LoopWorld implements Services, Subscriptions {
    private static final RelayId RELAY = new RelayId("relay.loop");

    /** A request of a session on another relay. */
    static final Origin ELSEWHERE = new Origin(new SessionId(new RelayId("relay.other"), 1), 1);

    final MemoryRooms rooms = new MemoryRooms();
    final List<ServiceRequest<?>> asked = new ArrayList<>();
    final List<ConversationId> unsubscribed = new ArrayList<>();
    final TestRelay.Counts counts = new TestRelay.Counts();
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Rounds rounds = new Rounds(turns::add);
    private final LoopReader reader = new LoopReader(turns::add);
    private final LoopWriter writer = new LoopWriter(turns::add, this::later, SendMemory.unbounded());
    private final Loop loop;
    private final FakePresence presence;
    private final LoopInbox inbox;
    private final List<Runnable> heldSnapshots = new ArrayList<>();
    private final List<PresenceFrame> heldPresence = new ArrayList<>();
    private boolean holdingPresence;
    private boolean holdingSnapshots;
    private boolean confused;
    private @Nullable Class<?> failing;
    private @Nullable Class<?> silent;
    private long sessions;
    private long nowMillis = 1_000_000;

    private record Timer(long atMillis, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return Long.compare(atMillis, other.atMillis);
        }
    }

    LoopWorld() {
        this(0);
    }

    /** @param largeRoom from how many readers on a room is large */
    LoopWorld(int largeRoom) {
        SessionSettings settings = new Settings()
                .registration(false, false, false)
                .limits(TestRelay.SESSIONS)
                .build();
        loop = new Loop(
                new Loop.Surroundings(
                        settings.server(),
                        32,
                        this,
                        _event -> {},
                        this,
                        writer,
                        () -> nowMillis,
                        () -> nowMillis,
                        this::later,
                        new LoopTurns() {
                            @Override
                            public void run(Runnable task) {
                                turns.add(() -> {
                                    inbox().drain();
                                    task.run();
                                });
                            }

                            @Override
                            public void afterReading(Runnable task) {
                                turns.add(task);
                            }
                        },
                        rounds,
                        Claims.UNHEEDED,
                        counts,
                        new Headcount(),
                        new Crowds(largeRoom)),
                views -> {
                    var context = new SessionContext(settings, views, Commands.table(), EventLines::of);
                    return peer -> new Session(new SessionId(RELAY, ++sessions), peer, context);
                });
        presence = new FakePresence(this::tellPresence, () -> nowMillis);
        inbox = new LoopInbox(turns::add, loop, counts);
    }

    private void later(long millis, Runnable task) {
        timers.add(new Timer(nowMillis + millis, task));
    }

    @Override
    @SuppressWarnings("unchecked") // a request's type argument is the type of its answer
    public <R> Future<R> ask(ServiceRequest<R> request) {
        asked.add(request);
        if (silent != null && silent.isInstance(request)) {
            return Promise.<R>promise().future();
        }
        if (failing != null && failing.isInstance(request)) {
            return Future.failedFuture(new ServiceException(new Failure.Unavailable(false, "away")));
        }
        if (request instanceof RoomRequest.ListRooms && confused) {
            return Future.succeededFuture((R) "no list");
        }
        try {
            Object answer;
            if (request instanceof RoomRequest<?> room) {
                answer = rooms.answer(room);
            } else if (request instanceof PresenceRequest<?> about) {
                answer = presence.answer(about);
            } else if (request instanceof AccountRequest.FindAccount || request instanceof AccountRequest.FindBan) {
                answer = Optional.empty();
            } else {
                throw new UnsupportedOperationException("" + request);
            }
            return answer instanceof Failure failure
                    ? Future.failedFuture(new ServiceException(failure))
                    : Future.succeededFuture((R) answer);
        } catch (RuntimeException failed) {
            return Future.failedFuture(failed);
        }
    }

    @Override
    public Future<RoomSnapshot> subscribe(ConversationId room) {
        Promise<RoomSnapshot> promise = Promise.promise();
        Future<RoomSnapshot> answer = ask(new RoomRequest.Subscribe(room, RELAY));
        if (holdingSnapshots) {
            heldSnapshots.add(() -> answer.onComplete(promise));
        } else {
            answer.onComplete(promise);
        }
        return promise.future();
    }

    @Override
    public void unsubscribe(ConversationId room) {
        unsubscribed.add(room);
    }

    /** Snapshots of rooms do not come until {@link #releaseSnapshots}. */
    void holdSnapshots() {
        holdingSnapshots = true;
    }

    void releaseSnapshots() {
        holdingSnapshots = false;
        heldSnapshots.forEach(Runnable::run);
        heldSnapshots.clear();
        settle();
    }

    private LoopInbox inbox() {
        return inbox;
    }

    private void tellPresence(PresenceFrame frame) {
        if (holdingPresence) {
            heldPresence.add(frame);
        } else {
            loop.onPresence(frame);
        }
    }

    /** What presence tells does not come until {@link #releasePresence}; what it answers does. */
    void holdPresence() {
        holdingPresence = true;
    }

    void releasePresence() {
        holdingPresence = false;
        heldPresence.forEach(loop::onPresence);
        heldPresence.clear();
        settle();
    }

    /** Lists of rooms are answered with something that nobody can understand. */
    void confuse() {
        confused = true;
    }

    /** The loop is told something by its node. */
    void tell(Consumer<Loop> what) {
        what.accept(loop);
        settle();
    }

    long uptimeMillis() {
        return nowMillis;
    }

    Author authorOf(String nick) {
        Person person = personOf(nick);
        return new Author(person.id(), person.source(), person.account());
    }

    RoomSnapshot snapshot(RoomName room) {
        return (RoomSnapshot) rooms.answer(new RoomRequest.Describe(room));
    }

    /** How many are open, as far as the loop knows. */
    int connections() {
        return loop.sessions();
    }

    /** Requests of this kind are not answered; null: all are. */
    void failing(@Nullable Class<?> requests) {
        failing = requests;
    }

    /** Requests of this kind stay without an answer for ever; null: none do. */
    void silent(@Nullable Class<?> requests) {
        silent = requests;
    }

    /** A client that has said nothing yet. */
    LoopClient connect() {
        return new LoopClient(this, EmbeddedConnections.open(reader, writer, loop.acceptor()));
    }

    /** Takes all turns that are due. */
    void settle() {
        for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
            turn.run();
        }
    }

    /** Everything that was decided so far comes, as one frame. */
    void commit() {
        loop.onEvents(rooms.take());
        settle();
    }

    /** What was decided so far is lost on its way. */
    void lose() {
        rooms.take();
    }

    /** Hands over a frame. */
    void deliver(List<ConversationEvents> frame) {
        loop.onEvents(frame);
        settle();
    }

    /** What was decided so far is handed to the loop, which does not look yet. */
    void handOver() {
        LoopInbox.events(List.of(inbox), rooms.take());
    }

    void announceTails() {
        loop.onTails(rooms.tails(), rooms.ends());
        settle();
    }

    void pass(long millis) {
        long until = nowMillis + millis;
        for (Timer next = timers.peek(); next != null && next.atMillis() <= until; next = timers.peek()) {
            timers.remove();
            nowMillis = Math.max(nowMillis, next.atMillis());
            next.task().run();
            settle();
        }
        nowMillis = until;
    }

    /** Somebody who is on no loop. */
    static Author stranger(String nick) {
        return new Author(
                new PersonId.OfGuest(new SessionId(new RelayId("relay.other"), nick.hashCode())),
                new Source(nick, "u", "far"),
                null);
    }

    /** Has somebody join a room, without a session that would be told. */
    void joins(Author author, String room) {
        rooms.answer(new RoomRequest.Join(new RoomName(room), author, ELSEWHERE, null));
    }

    /** Has somebody say something to a room, without a session that would be told. */
    void says(Author author, String room, String text) {
        rooms.answer(new RoomRequest.Say(
                new Target.ToRoom(new RoomName(room)),
                author,
                null,
                ELSEWHERE,
                null,
                MessageKind.PRIVMSG,
                text,
                Tags.EMPTY,
                true));
    }

    /** Presence tells all relays something. */
    void announce(Announcement what) {
        presence.answer(new PresenceRequest.Announce(what));
        settle();
    }

    Person personOf(String nick) {
        return presence.of(new Nickname(nick));
    }

    /** A client that is in. */
    LoopClient enter(String nick, String... capabilities) {
        LoopClient client = connect();
        if (capabilities.length > 0) {
            client.send("CAP REQ :" + String.join(" ", capabilities), "CAP END");
        }
        client.send("NICK " + nick, "USER u 0 * :Real " + nick);
        client.heard();
        return client;
    }
}
