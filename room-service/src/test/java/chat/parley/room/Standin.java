package chat.parley.room;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.bus.BusServices;
import chat.parley.contracts.bus.Registration;
import chat.parley.contracts.bus.RelayLink;
import chat.parley.contracts.bus.RelayListener;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.MessageKind;
import chat.parley.contracts.room.Origin;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.Nickname;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a relay does with what the services tell it, as the contracts want it, and no more: it keeps replicas by positions, and asks
 * when it sees a gap. All on one context of its own.
 */
final class Standin implements RelayListener {
    private static final long BEAT_MILLIS = 100;

    final RelayId id;
    private final Vertx vertx;
    private final Context context;
    private final Map<ConversationId, Copy> copies = new HashMap<>();
    private Map<PersonId, Person> persons = new LinkedHashMap<>();
    private long epoch;
    private long position;
    private boolean following;
    private @Nullable BusServices services;
    private @Nullable Registration ear;
    private long beats = -1;

    /** The record of a conversation, as far as it came here. */
    private static final class Copy {
        final List<Event> events = new ArrayList<>();
        long position;
        long tail;
        boolean asking;
    }

    Standin(Vertx vertx, String name) {
        this.vertx = vertx;
        this.id = new RelayId(name);
        this.context = vertx.getOrCreateContext();
    }

    /**
     * Listens, follows, and says every now and then that it is there.
     *
     * @param way what the frames go through before they come here
     */
    void start(UnaryOperator<RelayListener> way) throws Exception {
        await(on(() -> {
            services = new BusServices(vertx);
            return RelayLink.listen(vertx, id, way.apply(this)).onSuccess(listening -> ear = listening);
        }));
        follow();
        beats = await(on(() -> Future.succeededFuture(vertx.setPeriodic(BEAT_MILLIS, _beat -> beat()))));
    }

    /** As if it were killed. */
    void kill() throws Exception {
        vertx.cancelTimer(beats);
        await(on(() -> ear == null ? Future.<Void>succeededFuture() : ear.close()));
    }

    PresenceSnapshot known() throws Exception {
        return await(on(() -> Future.succeededFuture(knownNow())));
    }

    private PresenceSnapshot knownNow() {
        return new PresenceSnapshot(epoch, position, List.copyOf(persons.values()));
    }

    List<Event> events(ConversationId conversation) throws Exception {
        return await(on(() -> {
            Copy copy = copies.get(conversation);
            return Future.succeededFuture(copy == null ? List.<Event>of() : List.copyOf(copy.events));
        }));
    }

    /** The conversation is followed, from its beginning on. */
    void subscribe(ConversationId room) throws Exception {
        ask(new RoomRequest.Subscribe(room, id));
        await(on(() -> {
            copies.computeIfAbsent(room, _room -> new Copy());
            return Future.succeededFuture();
        }));
    }

    void follow() throws Exception {
        await(on(
                () -> services().ask(new PresenceRequest.Follow(id, knownNow())).map(answer -> {
                    reset(answer);
                    return null;
                })));
    }

    private void followSoon() {
        if (!following) {
            following = true;
            services()
                    .ask(new PresenceRequest.Follow(id, knownNow()))
                    .onSuccess(this::reset)
                    .onComplete(_done -> following = false);
        }
    }

    private void reset(PresenceSnapshot answer) {
        epoch = answer.epoch();
        position = answer.position();
        persons = new LinkedHashMap<>();
        answer.persons().forEach(person -> persons.put(person.id(), person));
    }

    private void beat() {
        services().ask(new PresenceRequest.Beat(id, 0)).onSuccess(standing -> {
            if (!standing.following() || standing.epoch() != epoch || standing.position() > position) {
                followSoon();
            }
        });
        services().ask(new RoomRequest.Attend(id)).onSuccess(attendance -> {
            if (!attendance.known()) {
                services().ask(new RoomRequest.RecentDirects(id, 0)).onSuccess(recent -> onTails(Map.of(), recent));
            }
        });
        copies.forEach(this::fill);
    }

    @Override
    public void onPresence(PresenceFrame frame) {
        long first = frame.position() - frame.events().size();
        if (frame.epoch() != epoch || first > position) {
            followSoon();
            return;
        }
        for (int i = 0; i < frame.events().size(); i++) {
            if (first + i + 1 > position) {
                apply(frame.events().get(i));
                position = first + i + 1;
            }
        }
    }

    private void apply(PresenceEvent event) {
        switch (event) {
            case PresenceEvent.Online online -> persons.put(online.person().id(), online.person());
            case PresenceEvent.Changed changed -> persons.put(changed.now().id(), changed.now());
            case PresenceEvent.Adopted adopted -> {
                persons.remove(adopted.guest());
                persons.put(adopted.now().id(), adopted.now());
            }
            case PresenceEvent.Offline offline ->
                persons.remove(offline.person().id());
            case PresenceEvent.Announced _announced -> {}
        }
    }

    @Override
    public void onEvents(List<ConversationEvents> batch) {
        for (ConversationEvents events : batch) {
            ConversationId conversation = events.conversation().id();
            Copy copy = copies.computeIfAbsent(conversation, _conversation -> new Copy());
            take(copy, events.events());
            fill(conversation, copy);
        }
    }

    @Override
    public void onTails(Map<ConversationId, Long> tails, List<RecentDirect> directs) {
        tails.forEach(this::endsAt);
        directs.forEach(direct -> endsAt(direct.conversation().id(), direct.latest()));
    }

    private void endsAt(ConversationId conversation, long tail) {
        Copy copy = copies.computeIfAbsent(conversation, _conversation -> new Copy());
        copy.tail = Math.max(copy.tail, tail);
        fill(conversation, copy);
    }

    private static void take(Copy copy, List<Event> events) {
        for (Event event : events) {
            copy.tail = Math.max(copy.tail, event.sequence());
            if (event.sequence() == copy.position + 1) {
                copy.position++;
                copy.events.add(event);
            }
        }
    }

    private void fill(ConversationId conversation, Copy copy) {
        if (copy.tail > copy.position && !copy.asking) {
            copy.asking = true;
            services().ask(new RoomRequest.Since(conversation, copy.position)).onComplete(result -> {
                copy.asking = false;
                if (result.succeeded()) {
                    take(copy, result.result().events());
                }
            });
        }
    }

    private BusServices services() {
        if (services == null) {
            throw new IllegalStateException("not started");
        }
        return services;
    }

    // what its clients want

    /** Signs a client in to an account, or as a guest, and brings it into its rooms. */
    Author arrive(String name, long number, boolean guest) throws Exception {
        Account account = guest ? null : new Account(new AccountId(number), name, new Nickname(name), "", "");
        Person person = ask(new PresenceRequest.Claim(
                        new SessionId(id, number), new Nickname(name), account, "u", "h", "r", true))
                .person();
        Author author = new Author(person.id(), person.source(), person.account());
        ask(new RoomRequest.Arrive(author, origin(number)));
        return author;
    }

    Origin origin(long number) {
        return new Origin(new SessionId(id, number), 1);
    }

    RoomRequest.Say say(Author author, long number, Target target, String text) {
        AccountId account = author.person() instanceof PersonId.OfAccount(AccountId mine) ? mine : null;
        return new RoomRequest.Say(
                target, author, account, origin(number), null, MessageKind.PRIVMSG, text, Tags.EMPTY, true);
    }

    <R> R ask(ServiceRequest<R> request) throws Exception {
        return await(asked(request));
    }

    <R> Future<R> asked(ServiceRequest<R> request) {
        return on(() -> services().ask(request));
    }

    interface Work<T> {
        Future<T> get();
    }

    <T> Future<T> on(Work<T> work) {
        return Future.future(promise -> context.runOnContext(_turn -> work.get().onComplete(promise)));
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
