package chat.parley.relay.script;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.name.ServerName;
import chat.parley.relay.command.Commands;
import chat.parley.relay.delivery.EventLines;
import chat.parley.relay.session.Effect;
import chat.parley.relay.session.Input;
import chat.parley.relay.session.Peer;
import chat.parley.relay.session.SessionContext;
import chat.parley.relay.session.SessionSettings;
import chat.parley.relay.view.Headcount;
import chat.parley.relay.view.Replicas;
import chat.parley.relay.view.RoomView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server without sockets and services: sessions, and in memory what they ask of. Everything happens at once and in order, unless
 * {@link #hold} has answers wait. Time moves only by {@link #pass}.
 */
public final class World {
    public static final long START = 1_700_000_000_000L;
    public static final ServerName SERVER = new ServerName("irc.test");

    private final Replicas replicas = new Replicas(SERVER, 32, new Headcount());
    private final FakeAccounts accounts = new FakeAccounts();
    private final FakePresence presence =
            new FakePresence(frame -> frame.events().forEach(this::presenceChanged), this::now);
    private final FakeRooms rooms;
    private final Map<String, ScriptedClient> clients = new LinkedHashMap<>();
    private final List<AuditEvent> audit = new ArrayList<>();
    private final List<ServiceRequest<?>> asked = new ArrayList<>();
    private final Deque<Runnable> held = new ArrayDeque<>();
    private final PriorityQueue<Later> later = new PriorityQueue<>(Comparator.comparingLong(Later::atMillis));
    private final SessionContext context;
    private boolean holding;
    private @Nullable Function<ServiceRequest<?>, @Nullable Failure> failing;
    private long nowMillis = START;
    private long uptimeMillis;
    private long lastSession;

    /** What a session does not want to ask yet. */
    private record Later(long atMillis, Runnable task) {}

    /** Guests are welcome, nicks are free, and nobody is slowed down. */
    public World() {
        this(new Settings().build());
    }

    public World(SessionSettings settings) {
        context = new SessionContext(settings, replicas, Commands.table(), EventLines::of);
        rooms = new FakeRooms(
                new FakeConversations.Told() {
                    @Override
                    public void opened(RoomSnapshot snapshot, PersonId founder) {
                        attach(replicas.open(snapshot), founder);
                    }

                    @Override
                    public void happened(ConversationRef conversation, Event event) {
                        World.this.happened(conversation, event);
                    }
                },
                () -> nowMillis);
    }

    public Replicas views() {
        return replicas;
    }

    public Account account(String name, String password) {
        return accounts.add(name, password, "First", "Last");
    }

    public Account account(String name) {
        return accounts.get(name);
    }

    public int openSaslExchanges() {
        return accounts.openExchanges();
    }

    public void missed(Arrived.Missed conversation) {
        rooms.miss(conversation);
    }

    public List<AuditEvent> audit() {
        return audit;
    }

    /** Every request of a kind that was asked so far. */
    public <T> List<T> asked(Class<T> kind) {
        return asked.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public long now() {
        return nowMillis;
    }

    /** A clock that nobody sets. */
    long uptime() {
        return uptimeMillis;
    }

    /** Requests for which this gives a failure are answered by it. */
    public void failing(@Nullable Function<ServiceRequest<?>, @Nullable Failure> failures) {
        failing = failures;
    }

    /** Has what is asked from now on wait for {@link #release}. */
    public void hold() {
        holding = true;
    }

    /** Carries out what waits, in order, and from now on everything at once. */
    public void release() {
        holding = false;
        while (!held.isEmpty()) {
            held.remove().run();
        }
    }

    /** Carries out the oldest request that waits, if there is one. */
    public void releaseOne() {
        Runnable oldest = held.poll();
        if (oldest != null) {
            oldest.run();
        }
    }

    /** Lets time pass, a second at a time, and wakes the sessions that asked for it. */
    public void pass(long millis) {
        long end = nowMillis + millis;
        while (nowMillis < end) {
            Later next = later.peek();
            long step = Math.min(1_000, end - nowMillis);
            if (next != null) {
                step = Math.clamp(next.atMillis() - nowMillis, 0, step);
            }
            nowMillis += step;
            uptimeMillis += step;
            while (!later.isEmpty() && later.element().atMillis() <= nowMillis) {
                later.remove().task().run();
            }
            List.copyOf(clients.values()).forEach(ScriptedClient::wakeIfDue);
        }
    }

    public void clock(long millis) {
        nowMillis = millis;
    }

    /** A connection on which nothing was said yet. */
    public ScriptedClient open(String name) {
        return open(name, new Peer("192.0.2.1", "host.test", true, true));
    }

    public ScriptedClient open(String name, Peer peer) {
        var client = new ScriptedClient(this, new SessionId(new RelayId("test"), ++lastSession), peer, context);
        clients.put(name, client);
        return client;
    }

    /** Somebody who is in as a guest, with these capabilities, and has read everything so far. */
    public ScriptedClient guest(String nick, String... capabilities) {
        ScriptedClient client = open(nick);
        client.says("CAP REQ :" + String.join(" ", capabilities));
        client.says("NICK " + nick);
        client.says("USER " + nick + " 0 * :Real " + nick);
        client.says("CAP END");
        client.forget();
        return client;
    }

    /** Somebody who is in, signed in to an account that is made if it has to be. */
    public ScriptedClient member(String connection, String account, String... capabilities) {
        return member(connection, account, account, capabilities);
    }

    public ScriptedClient member(String connection, String account, String nick, String[] capabilities) {
        if (accounts.answer(new AccountRequest.FindAccount(account)) instanceof java.util.Optional<?> found
                && found.isEmpty()) {
            account(account, "secret");
        }
        ScriptedClient client = open(connection);
        client.says("CAP REQ :sasl " + String.join(" ", capabilities));
        client.says("NICK " + nick);
        client.says("USER " + nick + " 0 * :Real " + nick);
        client.says("AUTHENTICATE PLAIN");
        client.says("AUTHENTICATE " + ScriptedClient.base64("\0" + account + "\0secret"));
        client.says("CAP END");
        client.forget();
        return client;
    }

    public ScriptedClient client(String name) {
        ScriptedClient client = clients.get(name);
        if (client == null) {
            throw new IllegalArgumentException("nobody is called " + name);
        }
        return client;
    }

    // for the clients

    void audit(AuditEvent event) {
        audit.add(event);
    }

    void ask(ScriptedClient client, Effect.Ask ask) {
        if (ask.afterMillis() > 0) {
            later.add(new Later(nowMillis + ask.afterMillis(), () -> ask(client, ask.ask(), ask.request())));
        } else {
            ask(client, ask.ask(), ask.request());
        }
    }

    private void ask(ScriptedClient client, long ask, ServiceRequest<?> request) {
        asked.add(request);
        Runnable answer = () -> client.on(new Input.Answered(ask, answer(request)));
        if (holding) {
            held.add(answer);
        } else {
            answer.run();
        }
    }

    private Object answer(ServiceRequest<?> request) {
        Failure failure = failing == null ? null : failing.apply(request);
        if (failure != null) {
            return failure;
        }
        if (request instanceof RoomRequest.Arrive arrive) {
            replicas.roomsOf(arrive.author().person())
                    .forEach(room -> attachOne(room, arrive.origin().session()));
        }
        return switch (request) {
            case AccountRequest<?> account -> accounts.answer(account);
            case PresenceRequest<?> ofPresence -> presence.answer(ofPresence);
            case RoomRequest<?> room -> rooms.answer(room);
            default -> throw new IllegalArgumentException("asked of nobody: " + request);
        };
    }

    private void presenceChanged(PresenceEvent event) {
        if (event instanceof PresenceEvent.Announced announced) {
            List.copyOf(clients.values()).forEach(client -> client.on(new Input.Announced(announced.what())));
            return;
        }
        Person about = switch (event) {
            case PresenceEvent.Online online -> online.person();
            case PresenceEvent.Changed changed -> changed.before();
            case PresenceEvent.Adopted adopted -> null;
            case PresenceEvent.Offline offline -> null;
            case PresenceEvent.Announced announced -> null;
        };
        replicas.apply(event);
        tellMonitors(event);
        PersonId id =
                event instanceof PresenceEvent.Adopted adopted ? adopted.guest() : about == null ? null : about.id();
        for (ScriptedClient client : List.copyOf(clients.values())) {
            PersonId person = client.session().person();
            if (person != null && person.equals(id)) {
                client.on(new Input.OwnPresence(event));
            }
        }
    }

    private void tellMonitors(PresenceEvent event) {
        switch (event) {
            case PresenceEvent.Online online -> monitored(online.person().nick(), online.person());
            case PresenceEvent.Offline offline -> monitored(offline.person().nick(), null);
            case PresenceEvent.Changed changed -> {
                if (!changed.before().nick().equals(changed.now().nick())) {
                    monitored(changed.before().nick(), null);
                    monitored(changed.now().nick(), changed.now());
                }
            }
            case PresenceEvent.Adopted _adopted -> {}
            case PresenceEvent.Announced _announced -> {}
        }
    }

    private void monitored(Nickname nick, @Nullable Person person) {
        List.copyOf(clients.values()).stream()
                .filter(client -> client.session().monitored().contains(nick))
                .forEach(client -> client.on(new Input.Monitored(nick, person)));
    }

    private void happened(ConversationRef conversation, Event event) {
        RoomView view = conversation instanceof ConversationRef.Room room ? replicas.room(room.id()) : null;
        if (view != null) {
            List<ScriptedClient> before = present(view);
            replicas.apply(view, event);
            tell(conversation, event, before);
            if (event.change() instanceof Change.Join) {
                attach(view, event.author().person());
            }
        } else if (conversation instanceof ConversationRef.Direct direct) {
            tell(
                    conversation,
                    event,
                    List.copyOf(clients.values().stream()
                            .filter(client -> direct.first()
                                            .equals(client.session().person())
                                    || direct.second().equals(client.session().person()))
                            .toList()));
        }
    }

    private List<ScriptedClient> present(RoomView view) {
        return clients.values().stream()
                .filter(client -> {
                    PersonId person = client.session().person();
                    return person != null && view.isMember(person);
                })
                .toList();
    }

    private void tell(ConversationRef conversation, Event event, List<ScriptedClient> readers) {
        for (ScriptedClient reader : readers) {
            var origin = event.origin();
            if (origin != null && origin.session().equals(reader.session().id())) {
                reader.on(new Input.OwnEvent(conversation, event));
            } else {
                EventLines.of(
                                conversation,
                                event,
                                reader.session().person(),
                                reader.session().capabilities())
                        .forEach(reader::receive);
            }
        }
    }

    private void attach(RoomView view, PersonId person) {
        for (ScriptedClient client : List.copyOf(clients.values())) {
            if (person.equals(client.session().person())) {
                client.on(new Input.Attached(view));
            }
        }
    }

    private void attachOne(RoomView view, SessionId session) {
        for (ScriptedClient client : List.copyOf(clients.values())) {
            if (session.equals(client.session().id())) {
                client.on(new Input.Attached(view));
            }
        }
    }

    RoomView room(String name) {
        RoomView room = replicas.room(new RoomName(name));
        if (room == null) {
            throw new IllegalArgumentException("no room " + name);
        }
        return room;
    }
}
