package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.bus.BusServices;
import chat.parley.contracts.bus.RelayLink;
import chat.parley.contracts.bus.RelayListener;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Claimed;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.HistoryPage;
import chat.parley.contracts.room.HistorySelector;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.MessageKind;
import chat.parley.contracts.room.Origin;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.contracts.room.RoomSummary;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.id.Nonce;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.jdbc.JdbcRoomStore;
import chat.parley.room.metrics.RoomMetrics;
import chat.parley.room.presence.PresenceVerticle;
import chat.parley.room.presence.model.Patience;
import chat.parley.room.store.StoreUnusableException;
import chat.parley.room.tell.AuditBodies;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both verticles, asked over the bus as relays ask them. */
class RoomServiceTest {
    static {
        // machines that build are busy
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    private static final RoomName LOBBY = new RoomName("#lobby");
    private static final RelayId RELAY = new RelayId("relay.1");

    private final Vertx vertx = Vertx.vertx();
    private final Context relay = vertx.getOrCreateContext();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<AuditEvent> audited = new CopyOnWriteArrayList<>();

    private String deployment = "";

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        await(vertx.deployVerticle(new PresenceVerticle(Patience.NONE, RoomMetrics.NONE, Clock.systemUTC())));
        deployment = await(vertx.deployVerticle(rooms()));
        await(RelayLink.listen(vertx, RELAY, new Ear()));
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    private RoomVerticle rooms() {
        return new RoomVerticle(
                vertx -> JdbcRoomStore.open(vertx, "jdbc:sqlite:" + folder.resolve("rooms.db"), false),
                RoomConfig.defaults(LOBBY, AuditBodies.ROOMS),
                Patience.NONE,
                audited::add,
                RoomMetrics.NONE,
                Clock.systemUTC());
    }

    @Test
    void tellsEverybodyInTheLobbyWhatIsSaid() throws Exception {
        Author alice = arrive("alice", 1);
        Arrived arrived = ask(new RoomRequest.Arrive(alice, origin(1)));
        ConversationId lobby = arrived.rooms().getFirst().room().id();
        RoomSnapshot snapshot = ask(new RoomRequest.Subscribe(lobby, RELAY));
        assertThat(snapshot.members()).hasSize(1);

        Accepted accepted = ask(say(alice, 1, new Target.ToRoom(LOBBY), "hello", null));

        assertThat(accepted.sequence()).isEqualTo(snapshot.sequence() + 1);
        Awaitility.await().until(() -> !events.isEmpty());
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.sequence()).isEqualTo(accepted.sequence());
            assertThat(event.change()).isEqualTo(new Change.Message(MessageKind.PRIVMSG, "hello", Tags.EMPTY));
            assertThat(event.origin()).isEqualTo(origin(1));
        });
        HistoryPage page = ask(new RoomRequest.History(
                alice.person(), new Target.ToRoom(LOBBY), new HistorySelector.Latest(), 10, false));
        assertThat(page.events()).extracting(Event::sequence).containsExactly(accepted.sequence());
        assertThat(audited)
                .containsExactly(
                        new AuditEvent.Joined("#lobby", "alice"),
                        new AuditEvent.RoomMessage("#lobby", "alice", "hello"));
    }

    @Test
    void answersWhatIsNotStoredOnceTheRelayThatAsksHasBeenHandedIt() throws Exception {
        Author alice = arrive("alice", 1);
        Arrived arrived = ask(new RoomRequest.Arrive(alice, origin(1)));
        ask(new RoomRequest.Subscribe(arrived.rooms().getFirst().room().id(), RELAY));
        for (int i = 1; i <= 50; i++) {
            Accepted accepted = ask(new RoomRequest.Say(
                    new Target.ToRoom(LOBBY),
                    alice,
                    ((PersonId.OfAccount) alice.person()).account(),
                    origin(1),
                    null,
                    MessageKind.TAGMSG,
                    "",
                    Tags.EMPTY.with("+typing", "active"),
                    false));

            assertThat(accepted.sequence()).isZero();
            assertThat(events).hasSize(i);
        }
    }

    @Test
    void keepsAPrivateMessageForSomebodyWhoIsNotHere() throws Exception {
        Author alice = arrive("alice", 1);
        PersonId bob = new PersonId.OfAccount(new AccountId(2));

        ask(say(alice, 1, new Target.ToPerson(bob, new Nickname("bob")), "psst", null));

        Author later = arrive("bob", 2);
        Arrived arrived = ask(new RoomRequest.Arrive(later, origin(2)));
        assertThat(arrived.missed()).singleElement().satisfies(missed -> {
            assertThat(missed.given()).isZero();
            assertThat(missed.latest()).isEqualTo(1);
            assertThat(((ConversationRef.Direct) missed.conversation()).otherNick(bob))
                    .isEqualTo(new Nickname("alice"));
        });
        assertThat(ask(new RoomRequest.Given(
                        new AccountId(2),
                        Map.of(arrived.missed().getFirst().conversation().id(), 1L))))
                .isTrue();
        assertThat(ask(new RoomRequest.Arrive(later, origin(2))).missed()).isEmpty();
    }

    @Test
    void answersAResentMessageWithItsFirstPosition() throws Exception {
        Author alice = arrive("alice", 1);
        ask(new RoomRequest.Arrive(alice, origin(1)));
        Nonce nonce = new Nonce("n1");

        Accepted first = ask(say(alice, 1, new Target.ToRoom(LOBBY), "once", nonce));
        Accepted again = ask(say(alice, 1, new Target.ToRoom(LOBBY), "once", nonce));

        assertThat(again.repeated()).isTrue();
        assertThat(again.sequence()).isEqualTo(first.sequence());
        assertThat(again.timeMillis()).isEqualTo(first.timeMillis());
    }

    @Test
    void forgetsAGuestWhoLeft() throws Exception {
        RoomName den = new RoomName("#den");
        Claimed claimed =
                ask(new PresenceRequest.Claim(session(7), new Nickname("visitor"), null, "u", "h", "r", true));
        Author guest = new Author(claimed.person().id(), claimed.person().source(), null);
        ask(new RoomRequest.Join(den, guest, origin(7), null));
        assertThat(ask(new RoomRequest.Describe(den)).members()).hasSize(1);

        ask(new PresenceRequest.Leave(session(7), "bye"));

        Awaitility.await().until(() -> failed(new RoomRequest.Describe(den)));
    }

    @Test
    void tellsARelayWhatItMissed() throws Exception {
        Author alice = arrive("alice", 1);
        ConversationId lobby = ask(new RoomRequest.Arrive(alice, origin(1)))
                .rooms()
                .getFirst()
                .room()
                .id();
        ask(say(alice, 1, new Target.ToRoom(LOBBY), "one", null));
        ask(say(alice, 1, new Target.ToRoom(LOBBY), "two", null));

        ConversationEvents missed = ask(new RoomRequest.Since(lobby, 1));

        assertThat(missed.events()).extracting(Event::sequence).containsExactly(2L, 3L);
        assertThat(failed(new RoomRequest.Since(new ConversationId(99), 1))).isTrue();
    }

    @Test
    void showsTheSnapshotThatTheNextEventsContinue() throws Exception {
        Author alice = arrive("alice", 1);
        ConversationId lobby = ask(new RoomRequest.Arrive(alice, origin(1)))
                .rooms()
                .getFirst()
                .room()
                .id();
        Future<RoomSnapshot> snapshot = relayAsks(() -> List.of(
                        say(alice, 1, new Target.ToRoom(LOBBY), "before", null),
                        new RoomRequest.Subscribe(lobby, RELAY),
                        say(alice, 1, new Target.ToRoom(LOBBY), "after", null)))
                .map(answers -> (RoomSnapshot) answers.get(1));

        long position = await(snapshot).sequence();

        Awaitility.await().until(() -> !events.isEmpty());
        ask(say(alice, 1, new Target.ToRoom(LOBBY), "last", null));
        Awaitility.await().until(() -> events.getLast().sequence() == 4);
        assertThat(events).extracting(Event::sequence).startsWith(position + 1).doesNotHaveDuplicates();
    }

    @Test
    void listsAndFindsConversations() throws Exception {
        Author alice = arrive("alice", 1);
        ask(new RoomRequest.Arrive(alice, origin(1)));
        ask(new RoomRequest.Join(new RoomName("#den"), alice, origin(1), null));
        ask(say(alice, 1, new Target.ToRoom(LOBBY), "one", null));

        Awaitility.await()
                .untilAsserted(() -> assertThat(ask(new RoomRequest.ListRooms(alice.person(), null, 10)))
                        .extracting(RoomSummary::present)
                        .containsExactly(1, 1));
        assertThat(ask(new RoomRequest.Targets(alice.person(), Long.MAX_VALUE, 0, 10)))
                .singleElement()
                .satisfies(target -> assertThat(target.conversation()).isInstanceOf(ConversationRef.Room.class));
    }

    @Test
    void refusesToStartOnAFileThatIsNoDatabase() throws Exception {
        Path garbage = Files.writeString(folder.resolve("garbage.db"), "no database");
        RoomVerticle broken = new RoomVerticle(
                vertx -> JdbcRoomStore.open(vertx, "jdbc:sqlite:" + garbage, false),
                RoomConfig.defaults(null, AuditBodies.NONE),
                Patience.NONE,
                audited::add,
                RoomMetrics.NONE,
                Clock.systemUTC());

        assertThatThrownBy(() -> await(vertx.deployVerticle(broken)))
                .hasCauseInstanceOf(StoreUnusableException.class)
                .hasMessageContaining("garbage.db");
    }

    @Test
    void storesWhatItTookBeforeItStops() throws Exception {
        Author alice = arrive("alice", 1);
        ask(new RoomRequest.Arrive(alice, origin(1)));
        String second = await(vertx.undeploy(deployment).compose(_stopped -> vertx.deployVerticle(rooms())));
        assertThat(second).isNotEqualTo(deployment);

        assertThat(ask(new RoomRequest.Describe(LOBBY)).members()).hasSize(1);
    }

    @Test
    void makesAGuestWhoSignsInTheAccountsPersonInItsRooms() throws Exception {
        Account account = new Account(new AccountId(5), "dora", new Nickname("dora"), "", "");
        Claimed guest = ask(new PresenceRequest.Claim(session(9), account.nick(), null, "u", "h", "r", true));
        Author before = new Author(guest.person().id(), guest.person().source(), null);
        ask(new RoomRequest.Arrive(before, origin(9)));
        ask(new RoomRequest.Join(new RoomName("#den"), before, origin(9), null));

        Claimed now = ask(new PresenceRequest.Identify(session(9), account, true));
        Author after = new Author(now.person().id(), now.person().source(), "dora");
        Arrived arrived = ask(new RoomRequest.Arrive(after, origin(9)));

        assertThat(arrived.rooms()).hasSize(2);
        assertThat(ask(new RoomRequest.Describe(new RoomName("#den"))).members())
                .containsExactly(new Member(after.person(), "o"));
        assertThat(ask(new RoomRequest.Describe(LOBBY)).sequence()).isEqualTo(1);
    }

    private Future<List<Object>> relayAsks(Supplier<List<ServiceRequest<?>>> requests) {
        return Future.future(promise -> relay.runOnContext(_turn -> {
            BusServices services = new BusServices(vertx);
            List<Future<?>> asked = new ArrayList<>();
            requests.get().forEach(request -> asked.add(services.ask(request)));
            Future.all(asked).map(all -> all.<Object>list()).onComplete(promise);
        }));
    }

    private Author arrive(String name, long number) throws Exception {
        Account account = new Account(new AccountId(number), name, new Nickname(name), "", "");
        Claimed claimed = ask(new PresenceRequest.Claim(session(number), account.nick(), account, "u", "h", "r", true));
        return new Author(claimed.person().id(), claimed.person().source(), name);
    }

    private static RoomRequest.Say say(Author author, long number, Target target, String text, @Nullable Nonce nonce) {
        AccountId account = ((PersonId.OfAccount) author.person()).account();
        return new RoomRequest.Say(
                target, author, account, origin(number), nonce, MessageKind.PRIVMSG, text, Tags.EMPTY, true);
    }

    private static SessionId session(long number) {
        return new SessionId(RELAY, number);
    }

    private static Origin origin(long number) {
        return new Origin(session(number), 1);
    }

    private <R> R ask(ServiceRequest<R> request) throws Exception {
        return await(asked(request));
    }

    private boolean failed(ServiceRequest<?> request) throws Exception {
        return await(asked(request).map(false).otherwise(true));
    }

    private <R> Future<R> asked(ServiceRequest<R> request) {
        return Future.future(promise ->
                relay.runOnContext(_turn -> new BusServices(vertx).ask(request).onComplete(promise)));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private final class Ear implements RelayListener {
        @Override
        public void onEvents(List<ConversationEvents> batch) {
            batch.forEach(one -> events.addAll(one.events()));
        }

        @Override
        public void onPresence(PresenceFrame frame) {}

        @Override
        public void onTails(Map<ConversationId, Long> tails, List<RecentDirect> directs) {}
    }
}
