package chat.parley.room;

import static chat.parley.room.Standin.await;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.jdbc.JdbcRoomStore;
import chat.parley.room.metrics.RoomMetrics;
import chat.parley.room.presence.PresenceVerticle;
import chat.parley.room.presence.model.Patience;
import chat.parley.room.tell.AuditBodies;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bus is a wake-up, never the record: whatever it does to frames, whoever asks for what is missing has all, in order, once. */
class FaultyBusTest {
    private static final RoomName LOBBY = new RoomName("#lobby");
    private static final RelayId OBSERVER = new RelayId("observer");
    private static final int STEPS = 600;
    private static final int PEOPLE = 4;

    private final Vertx vertx = Vertx.vertx();
    private final Standin a = new Standin(vertx, "relay.a");
    private final Standin b = new Standin(vertx, "relay.b");
    private final List<FaultyWay> ways = new ArrayList<>();
    private final List<Author> people = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    private void start(long seed) throws Exception {
        Patience patience = new Patience(true, 3_600_000, 3_600_000, 0);
        await(vertx.deployVerticle(new PresenceVerticle(patience, RoomMetrics.NONE, Clock.systemUTC())));
        await(vertx.deployVerticle(new RoomVerticle(
                on -> JdbcRoomStore.open(on, "jdbc:sqlite:" + folder.resolve("rooms.db"), true),
                RoomConfig.defaults(LOBBY, AuditBodies.NONE),
                patience,
                _event -> {},
                RoomMetrics.NONE,
                Clock.systemUTC())));
        for (Standin relay : List.of(a, b)) {
            relay.start(to -> {
                FaultyWay way = new FaultyWay(vertx, seed + ways.size(), to);
                ways.add(way);
                return way;
            });
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 22, 33})
    void givesBothRelaysEverythingInOrderOnceWhateverTheBusDoes(long seed) throws Exception {
        start(seed);
        for (int i = 0; i < PEOPLE; i++) {
            people.add(relayOf(i).arrive("person" + i, 1L + i, false));
        }
        ConversationId lobby = a.ask(new RoomRequest.Describe(LOBBY)).room().id();
        a.subscribe(lobby);
        b.subscribe(lobby);

        Set<ConversationId> conversations = new HashSet<>(Set.of(lobby));
        talk(new Random(seed), conversations);
        assertThat(ways).allMatch(way -> way.faults() > 20);
        for (int i = 0; i < ways.size(); i++) {
            FaultyWay way = ways.get(i);
            await((i == 0 ? a : b).on(() -> {
                way.heal();
                return Future.<Void>succeededFuture();
            }));
        }

        Awaitility.await().atMost(90, TimeUnit.SECONDS).untilAsserted(() -> {
            for (ConversationId conversation : conversations) {
                List<Event> record =
                        a.ask(new RoomRequest.Since(conversation, 0)).events();
                assertThat(record)
                        .extracting(Event::sequence)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, record.size()).boxed().toList());
                for (Standin relay : List.of(a, b)) {
                    assertThat(relay.events(conversation))
                            .extracting(Event::change)
                            .containsExactlyElementsOf(
                                    record.stream().map(Event::change).toList());
                }
            }
            var here = a.ask(new PresenceRequest.Follow(OBSERVER, PresenceSnapshot.NONE))
                    .persons();
            assertThat(a.known().persons()).containsExactlyInAnyOrderElementsOf(here);
            assertThat(b.known().persons()).containsExactlyInAnyOrderElementsOf(here);
        });
    }

    private Standin relayOf(int person) {
        return person % 2 == 0 ? a : b;
    }

    /** People on both relays say something in the room, to each other, and are away or not. */
    private void talk(Random random, Set<ConversationId> conversations) throws Exception {
        for (int step = 0; step < STEPS; step++) {
            int who = random.nextInt(PEOPLE);
            Standin relay = relayOf(who);
            Author author = people.get(who);
            switch (random.nextInt(4)) {
                case 0 ->
                    relay.ask(new PresenceRequest.SetAway(relay.origin(1L + who).session(), "away " + step));
                case 1 -> {
                    // the other end is on the other relay, so that both have all of it
                    int other = (who + 1) % PEOPLE;
                    Target to = new Target.ToPerson(people.get(other).person(), new Nickname("person" + other));
                    conversations.add(relay.ask(relay.say(author, 1L + who, to, "psst " + step))
                            .conversation()
                            .id());
                }
                default -> relay.ask(relay.say(author, 1L + who, new Target.ToRoom(LOBBY), "text " + step));
            }
        }
    }
}
