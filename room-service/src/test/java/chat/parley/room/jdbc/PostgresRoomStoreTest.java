package chat.parley.room.jdbc;

import static chat.parley.room.store.Scribe.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.model.Shown;
import chat.parley.room.model.Slice;
import chat.parley.room.model.Verdict;
import chat.parley.room.store.RoomStore;
import chat.parley.room.store.RoomStoreContract;
import chat.parley.room.store.Scribe;
import chat.parley.room.store.StoreTakenException;
import chat.parley.room.store.StoreUnusableException;
import chat.parley.testkit.jdbc.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresRoomStoreTest extends RoomStoreContract {
    private static final String WRITER = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted"
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private final Vertx vertx = Vertx.vertx();
    private final TestPostgres postgres = TestPostgres.server();
    private final TestPostgres.Database database = postgres.database();

    @Override
    protected RoomStore open() throws Exception {
        return await(JdbcRoomStore.open(vertx, database.url(), false));
    }

    @AfterEach
    void end() throws Exception {
        await(store.close());
        await(vertx.close());
    }

    private void reopen() throws Exception {
        await(store.close());
        store = open();
        scribe = new Scribe(store);
    }

    private String ask(String query) {
        return Objects.requireNonNull(postgres.ask(database.name(), query), query);
    }

    private void endWriter() {
        postgres.run("SELECT pg_terminate_backend(" + ask(WRITER) + ", 10000)");
    }

    private List<Event> read(ConversationId id) throws Exception {
        return await(store.read(id, new Slice(null, false, null, false, 10_000, new Shown.Everything())));
    }

    private List<String> found(String text) throws Exception {
        Verdict may = scribe.decide(new RoomRequest.Search(
                alice.person(), new Target.ToRoom(new RoomName("#den")), null, null, null, text, 100));
        return await(store.search(((Verdict.MaySearch) may).plan())).stream()
                .map(hit -> ((Change.Message) hit.event().change()).text())
                .toList();
    }

    @Test
    void hasEverythingAfterBeingOpenedAgain() throws Exception {
        scribe.ask(alice.join("#den"));
        scribe.ask(bob.join("#den"));
        scribe.ask(alice.topic("#den", "a topic"));
        scribe.ask(alice.say("#den", "once", "n"));
        RoomSnapshot before = scribe.describe("#den");

        reopen();

        assertThat(scribe.describe("#den"))
                .usingRecursiveComparison()
                .ignoringCollectionOrder()
                .isEqualTo(before);
        assertThat(scribe.ask(alice.say("#den", "once", "n")).repeated()).isTrue();
        assertThat(store.epoch()).isEqualTo(2);
    }

    @Test
    void letsGoOfGuestsWhenItIsOpenedAgainAndThrowsAwayWhatTheySaid() throws Exception {
        scribe.ask(alice.join("#den"));
        scribe.ask(visitor.join("#den"));
        ConversationId guests =
                scribe.ask(visitor.join("#guests")).conversation().id();
        scribe.ask(visitor.say("#guests", "needle"));
        while (await(store.purge(0, 2_000))) {
            // into the index
        }
        assertThat(ask("SELECT count(*) FROM said")).isEqualTo("1");

        reopen();
        while (await(store.purge(0, 2_000))) {
            // out of it
        }

        assertThat(scribe.describe("#den").members())
                .singleElement()
                .satisfies(member -> assertThat(member.person()).isEqualTo(alice.person()));
        assertThat(scribe.exists("#guests")).isFalse();
        assertThat(read(guests)).isEmpty();
        assertThat(ask("SELECT count(*) FROM said")).isEqualTo("0");
    }

    @Test
    void keepsWhatGuestsHaveAPartInWhereTheyMayReturn() throws Exception {
        scribe.ask(visitor.join("#guests"));
        await(store.close());

        store = await(JdbcRoomStore.open(vertx, database.url(), true));
        scribe = new Scribe(store);

        assertThat(await(store.guests())).containsExactly((PersonId.OfGuest) visitor.person());
        assertThat(scribe.describe("#guests").members()).hasSize(1);
    }

    /** In the index and before it is in it; the database's own ideas of words, its locale's and its stemmers', have no say. */
    @Test
    void findsWordsOfAnyWriting() throws Exception {
        scribe.ask(alice.join("#den"));
        String all = "Größe l'été ДОМ \u4f60\u597d 'quoted' it's x:y & (a|b)! \\ 007 " + "w".repeat(3_000);
        scribe.ask(alice.say("#den", all));
        for (int round = 0; round < 2; round++) {
            for (String asked : List.of(
                    "größ",
                    "GRÖSSE größe",
                    "ete",
                    "дом",
                    "\u597d",
                    "quoted",
                    "it's",
                    "x:y",
                    "& (a|b)!",
                    "007",
                    "wwww")) {
                assertThat(found(asked)).as(asked).hasSize(asked.contains("GRÖSSE") ? 0 : 1);
            }
            assertThat(found("unquote's")).isEmpty();
            assertThat(found("nothing' | 'quoted")).isEmpty();
            while (await(store.purge(0, 2_000))) {
                // into the index
            }
        }
        assertThat(ask("SELECT count(*) FROM said")).isEqualTo("1");
    }

    @Test
    void letsNobodyElseHaveItWhileItIsOpen() throws Exception {
        assertThatThrownBy(this::open)
                .hasCauseInstanceOf(StoreUnusableException.class)
                .hasMessageContaining("The database of rooms, postgresql://" + database.user() + "@127.0.0.1:")
                .hasMessageContaining("another Parley server has it, connected from 127.0.0.1 since ")
                .hasMessageNotContaining(database.password());
        assertThat(scribe.ask(alice.join("#den")).sequence()).isEqualTo(1);
    }

    @Test
    void storesNothingMoreOnceSomebodyElseHasTakenIt() throws Exception {
        scribe.ask(alice.join("#den"));
        endWriter();
        RoomStore other = open();
        assertThat(new Scribe(other).ask(alice.say("#den", "here")).sequence()).isEqualTo(2);

        // the first finds out that its connection is lost, and all others that somebody else has the database
        assertThatThrownBy(() -> scribe.ask(alice.say("#den", "too late"))).isInstanceOf(ExecutionException.class);
        assertThatThrownBy(() -> await(store.lastBatch())).hasCauseInstanceOf(StoreTakenException.class);
        await(other.close());
        assertThatThrownBy(() -> scribe.ask(alice.say("#den", "too late")))
                .hasCauseInstanceOf(StoreTakenException.class);
        assertThatThrownBy(() -> await(store.purge(0, 10))).hasCauseInstanceOf(StoreTakenException.class);
        store = open();
        assertThat(new Scribe(store).describe("#den").sequence()).isEqualTo(2);
    }

    @Test
    void knowsWhatBecameOfABatchWhoseConnectionWasLost() throws Exception {
        ConversationId den = scribe.ask(alice.join("#den")).conversation().id();
        long stored = 1;
        scribe.decide(alice.say("#den", "cut off"));
        postgres.run(
                database.name(),
                "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN PERFORM pg_sleep(60); RETURN NEW; END'");
        postgres.run(
                database.name(), "CREATE TRIGGER slow BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION wait()");
        CompletableFuture<Long> cutOff = CompletableFuture.supplyAsync(() -> {
            try {
                return scribe.commit();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        Awaitility.await()
                .until(() -> ask("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
                        .equals("1"));
        endWriter();

        assertThatThrownBy(() -> cutOff.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        assertThat(await(store.lastBatch())).isEqualTo(stored);
        assertThat(read(den)).hasSize(1);
        postgres.run(database.name(), "DROP TRIGGER slow ON messages");
        assertThat(scribe.ask(alice.say("#den", "healed")).sequence()).isEqualTo(2);
    }

    @Test
    void readsAndLooksUpOverNewConnectionsWhenAllWereLost() throws Exception {
        ConversationId den = scribe.ask(alice.join("#den")).conversation().id();
        scribe.ask(alice.say("#den", "needle"));
        assertThat(found("needle")).hasSize(1);
        read(den);
        postgres.disconnect(database);

        // each connection finds out by itself; at most one question of each fails
        for (int i = 0; i < 12; i++) {
            await(store.count().transform(_any -> Future.succeededFuture()));
            await(store.lastBatch().transform(_any -> Future.succeededFuture()));
            await(store.load(List.of()).transform(_any -> Future.succeededFuture()));
            await(store.readMarker(
                            chat.parley.room.model.Marking.key(alice.person(), new Target.ToRoom(new RoomName("#den"))))
                    .transform(_any -> Future.succeededFuture()));
        }
        Verdict may = scribe.decide(new RoomRequest.Search(
                alice.person(), new Target.ToRoom(new RoomName("#den")), null, null, null, "needle", 100));
        await(store.search(((Verdict.MaySearch) may).plan()).transform(_any -> Future.succeededFuture()));

        assertThat(read(den)).hasSize(2);
        assertThat(found("needle")).hasSize(1);
        assertThat(scribe.ask(alice.say("#den", "after")).sequence()).isEqualTo(3);
    }

    @Test
    void makesNoCopiesAndSaysWhoDoes() {
        assertThatThrownBy(() -> await(store.backUp(new BackupName("monday"))))
                .hasCauseInstanceOf(ServiceException.class)
                .hasMessageContaining("pg_dump");
    }

    @Test
    void saysWhyItCannotBeOpened() {
        assertThatThrownBy(() -> await(JdbcRoomStore.open(vertx, database.url("nowhere"), false)))
                .hasCauseInstanceOf(StoreUnusableException.class)
                .hasMessageEndingWith("/nowhere, cannot be used: there is no database 'nowhere' on that server.");
        assertThatThrownBy(() -> await(JdbcRoomStore.open(vertx, "postgresql://a:secret@", false)))
                .hasMessageContaining("database.rooms: the URL has to be postgresql://")
                .hasMessageNotContaining("secret");
    }
}
