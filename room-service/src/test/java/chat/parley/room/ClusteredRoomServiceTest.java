package chat.parley.room;

import static chat.parley.room.Standin.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.contracts.bus.RelayLink;
import chat.parley.contracts.bus.RelayListener;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Attendance;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RecentDirect;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.jdbc.JdbcRoomStore;
import chat.parley.room.metrics.RoomMetrics;
import chat.parley.room.presence.PresenceVerticle;
import chat.parley.room.presence.model.Patience;
import chat.parley.room.tell.AuditBodies;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What relays find again when the process of the rooms was restarted, and they were not. */
class ClusteredRoomServiceTest {
    static {
        // machines that build are busy
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    private static final RoomName LOBBY = new RoomName("#lobby");
    private static final RoomName DEN = new RoomName("#den");
    private static final Patience PATIENT = new Patience(true, 3_600_000, 3_600_000, 0);
    private static final Patience QUICK = new Patience(true, 0, 3_000, 0);

    private final Vertx vertx = Vertx.vertx();
    private final List<String> deployed = new ArrayList<>();
    private final Standin a = new Standin(vertx, "relay.a");
    private final Standin b = new Standin(vertx, "relay.b");

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        deploy(PATIENT);
        a.start(UnaryOperator.identity());
        b.start(UnaryOperator.identity());
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    private void deploy(Patience patience) throws Exception {
        deployed.add(await(vertx.deployVerticle(new PresenceVerticle(patience, RoomMetrics.NONE, Clock.systemUTC()))));
        deployed.add(await(vertx.deployVerticle(new RoomVerticle(
                on -> JdbcRoomStore.open(on, "jdbc:sqlite:" + folder.resolve("rooms.db"), true),
                RoomConfig.defaults(LOBBY, AuditBodies.NONE),
                patience,
                _event -> {},
                RoomMetrics.NONE,
                Clock.systemUTC()))));
    }

    private void restart(Patience patience) throws Exception {
        for (String deployment : deployed) {
            await(vertx.undeploy(deployment));
        }
        deployed.clear();
        deploy(patience);
    }

    @Test
    void keepsAGuestsRoomsAndPrivateConversationsOverARestart() throws Exception {
        Author alice = a.arrive("alice", 1, false);
        Author guest = b.arrive("visitor", 2, true);
        b.ask(new RoomRequest.Join(DEN, guest, b.origin(2), null));
        Accepted before = b.ask(b.say(guest, 2, to(alice, "alice"), "psst"));

        restart(PATIENT);
        a.follow();
        b.follow();

        assertThat(b.ask(new RoomRequest.Describe(DEN)).members()).hasSize(1);
        assertThat(b.ask(b.say(guest, 2, new Target.ToRoom(DEN), "still here")).sequence())
                .isEqualTo(2);
        Accepted after = b.ask(b.say(guest, 2, to(alice, "alice"), "psst"));
        assertThat(after.conversation()).isEqualTo(before.conversation());
        assertThat(after.sequence()).isEqualTo(2);
        assertThat(a.known().persons()).hasSize(2);
    }

    @Test
    void endsWhatGuestsHadWhomNobodyAnnounces() throws Exception {
        Author guest = b.arrive("visitor", 2, true);
        b.ask(new RoomRequest.Join(DEN, guest, b.origin(2), null));
        b.kill();

        restart(QUICK);

        assertThat(a.ask(new RoomRequest.Describe(DEN)).members()).hasSize(1);
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() ->
                        await(a.asked(new RoomRequest.Describe(DEN)).map(false).otherwise(true)));
    }

    @Test
    void knowsWhichRelaysHaveToSubscribeAnew() throws Exception {
        Awaitility.await().until(() -> a.ask(new RoomRequest.Attend(a.id)).known());
        Attendance before = a.ask(new RoomRequest.Attend(a.id));
        a.kill();

        restart(PATIENT);

        Attendance after = b.ask(new RoomRequest.Attend(a.id));
        assertThat(after.known()).isFalse();
        assertThat(after.epoch()).isEqualTo(before.epoch() + 1);
        assertThat(b.ask(new RoomRequest.Attend(a.id)).known()).isTrue();
    }

    @Test
    void findsWhatWasSaidPrivatelyToSomebodyWhoseRelayHadNotAnnouncedThem() throws Exception {
        Author alice = a.arrive("alice", 1, false);
        Author bob = b.arrive("bob", 2, false);
        a.ask(a.say(alice, 1, to(bob, "bob"), "before"));
        b.kill();
        restart(PATIENT);
        long since = System.currentTimeMillis();
        a.follow();
        Accepted unheard = a.ask(a.say(alice, 1, to(bob, "bob"), "unheard"));

        Standin again = new Standin(vertx, b.id.value());
        List<RecentDirect> recent = await(a.asked(new PresenceRequest.Follow(again.id, b.known()))
                .compose(_followed -> a.asked(new RoomRequest.RecentDirects(again.id, since))));

        assertThat(recent).singleElement().satisfies(one -> {
            assertThat(one.conversation()).isEqualTo(unheard.conversation());
            assertThat(one.latest()).isEqualTo(unheard.sequence());
            assertThat(one.before()).isLessThan(unheard.sequence());
        });
        assertThat(a.ask(new RoomRequest.RecentDirects(new RelayId("relay.c"), since)))
                .isEmpty();
    }

    @Test
    void sendsWhatWasSaidPrivatelyOnlyFromWhereARelayMissedSomething() throws Exception {
        Author alice = a.arrive("alice", 1, false);
        Author bob = b.arrive("bob", 2, false);
        b.kill();
        Accepted missed = a.ask(a.say(alice, 1, to(bob, "bob"), "missed"));
        restart(PATIENT);
        a.follow();
        PrivateEar ear = new PrivateEar();
        await(b.on(() -> RelayLink.listen(vertx, b.id, ear)));
        await(a.asked(new PresenceRequest.Follow(b.id, b.known())));

        Accepted after = a.ask(a.say(alice, 1, to(bob, "bob"), "after"));
        a.ask(new RoomRequest.RecentDirects(b.id, 0));
        a.ask(a.say(alice, 1, to(bob, "bob"), "at last"));

        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> ear.latest.get() > after.sequence());
        assertThat(ear.begins.getFirst()).isLessThanOrEqualTo(missed.sequence());
    }

    /** Hears private conversations. */
    private static final class PrivateEar implements RelayListener {
        /** From where on it is told each time that it is sent everything. */
        final List<Long> begins = new CopyOnWriteArrayList<>();

        final AtomicLong latest = new AtomicLong();

        @Override
        public void onEvents(List<ConversationEvents> batch) {
            for (ConversationEvents events : batch) {
                if (events.conversation() instanceof ConversationRef.Direct) {
                    begins.add(events.firstSent());
                    latest.set(events.last());
                }
            }
        }

        @Override
        public void onPresence(PresenceFrame frame) {
            // of no interest
        }

        @Override
        public void onTails(Map<ConversationId, Long> tails, List<RecentDirect> directs) {
            directs.forEach(one -> begins.add(one.before() + 1));
        }
    }

    @Test
    void givesTheRecordOfConversationsThatAreNotInMemory() throws Exception {
        Author alice = a.arrive("alice", 1, false);
        Author bob = b.arrive("bob", 2, false);
        a.ask(new RoomRequest.Join(DEN, alice, a.origin(1), null));
        ConversationId den = a.ask(a.say(alice, 1, new Target.ToRoom(DEN), "one"))
                .conversation()
                .id();
        ConversationId direct =
                a.ask(a.say(alice, 1, to(bob, "bob"), "psst")).conversation().id();

        restart(PATIENT);

        assertThat(b.ask(new RoomRequest.Since(den, 0)).events())
                .extracting(Event::sequence)
                .containsExactly(1L, 2L);
        assertThat(b.ask(new RoomRequest.Since(direct, 0)).events()).hasSize(1);
        assertThat(b.ask(new RoomRequest.Subscribe(den, b.id)).sequence()).isEqualTo(2);
    }

    @Test
    void refusesRelaysThatHaveNotAnnouncedTheirPeople() throws Exception {
        a.kill();
        restart(PATIENT);

        assertThatThrownBy(() -> b.ask(new PresenceRequest.Claim(
                        new SessionId(a.id, 9), new Nickname("nick"), null, "u", "h", "r", true)))
                .hasMessageContaining("coming back");
    }

    private static Target to(Author author, String nick) {
        PersonId person = author.person();
        return new Target.ToPerson(person, new Nickname(nick));
    }
}
