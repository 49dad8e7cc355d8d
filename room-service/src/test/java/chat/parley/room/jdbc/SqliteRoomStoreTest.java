package chat.parley.room.jdbc;

import static chat.parley.room.store.Scribe.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.Copied;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.MessageKind;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.Nickname;
import chat.parley.room.model.Shown;
import chat.parley.room.model.Slice;
import chat.parley.room.store.RoomStore;
import chat.parley.room.store.RoomStoreContract;
import chat.parley.room.store.Scribe;
import chat.parley.room.store.StoreTakenException;
import chat.parley.room.store.StoreUnusableException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRoomStoreTest extends RoomStoreContract {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    @Override
    protected RoomStore open() throws Exception {
        return open("");
    }

    private RoomStore open(String options) throws Exception {
        return await(JdbcRoomStore.open(vertx, "jdbc:sqlite:" + file() + options, false));
    }

    private Path file() {
        return folder.resolve("rooms.db");
    }

    @AfterEach
    void end() throws Exception {
        await(store.close());
        await(vertx.close());
    }

    private void reopen(String options) throws Exception {
        await(store.close());
        store = open(options);
        scribe = new Scribe(store);
    }

    @Test
    void copiesWhatIsCommittedWhileItIsWrittenTo() throws Exception {
        scribe.ask(alice.join("#den"));
        scribe.ask(alice.say("#den", "before"));

        Future<Copied> copying = store.backUp(new BackupName("monday"));
        Failure busy = ServiceException.failureOf(
                store.backUp(new BackupName("at-once")).cause());
        for (int i = 0; i < 50; i++) {
            scribe.ask(alice.say("#den", "meanwhile " + i));
        }
        Copied copied = await(copying);

        assertThat(busy).isInstanceOf(Failure.Unavailable.class);
        Path copy = folder.resolve("backups").resolve("monday").resolve("rooms.db");
        assertThat(copied.file()).isEqualTo(copy.toAbsolutePath().toString());
        assertThat(copied.bytes()).isEqualTo(Files.size(copy));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        assertThat(DatabaseCopy.fault(copy)).isNull();
        assertThatThrownBy(() -> await(store.backUp(new BackupName("monday"))))
                .cause()
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("a backup called monday");
        RoomStore opened = await(JdbcRoomStore.open(vertx, "jdbc:sqlite:" + copy, false));
        assertThat(new Scribe(opened).describe("#den").sequence()).isBetween(2L, 52L);
        await(opened.close());
    }

    @Test
    void looksCopiesOver() throws Exception {
        Path copy = Path.of(await(store.backUp(new BackupName("good"))).file());
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 4711");
        }
        assertThat(DatabaseCopy.fault(copy)).isEqualTo("was written by a newer Parley");
        Path other = folder.resolve("other.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE other (x)");
        }
        assertThat(DatabaseCopy.fault(other)).isEqualTo("is no database of Parley's rooms");
        assertThat(DatabaseCopy.fault(Files.writeString(folder.resolve("text"), "no database".repeat(1_000))))
                .startsWith("cannot be read as a database");
        assertThat(DatabaseCopy.fault(folder.resolve("none"))).isEqualTo("is not there");
    }

    @Test
    void hasEverythingAfterBeingOpenedAgain() throws Exception {
        scribe.ask(alice.join("#den"));
        scribe.ask(bob.join("#den"));
        scribe.ask(alice.topic("#den", "a topic"));
        scribe.ask(alice.say("#den", "once", "n"));
        ConversationId direct =
                scribe.ask(alice.tell(bob, "psst")).conversation().id();
        scribe.tell(new RoomRequest.Given(new AccountId(2), Map.of(direct, 1L)));
        RoomSnapshot before = scribe.describe("#den");

        reopen("");

        assertThat(scribe.describe("#den"))
                .usingRecursiveComparison()
                .ignoringCollectionOrder()
                .isEqualTo(before);
        assertThat(scribe.ask(alice.say("#den", "once", "n")).repeated()).isTrue();
        assertThat(scribe.ask(bob.tell(alice, "yes?")).sequence()).isEqualTo(2);
        assertThat(missed(2))
                .extracting(missed -> missed.conversation().id())
                .containsExactly(before.room().id());
        assertThat(missed(1)).extracting(missed -> missed.conversation().id()).containsExactly(direct);
    }

    @Test
    void letsGoOfGuestsWhenItIsOpenedAgain() throws Exception {
        scribe.ask(alice.join("#den"));
        scribe.ask(visitor.join("#den"));
        ConversationId last = scribe.ask(visitor.join("#guests")).conversation().id();
        scribe.ask(visitor.tell(alice, "hi"));

        reopen("");

        assertThat(scribe.describe("#den").members())
                .singleElement()
                .satisfies(member -> assertThat(member.person()).isEqualTo(alice.person()));
        assertThat(scribe.exists("#guests")).isFalse();
        assertThat(missed(1)).isEmpty();
        assertThat(scribe.ask(alice.join("#guests")).conversation().id().value())
                .isGreaterThan(last.value() + 1);
    }

    @Test
    void letsNobodyElseHaveTheFileWhileItIsOpen() throws Exception {
        assertThatThrownBy(this::open)
                .hasCauseInstanceOf(StoreUnusableException.class)
                .hasMessageContaining("another program is using it");
    }

    @Test
    void storesNothingMoreOnceSomebodyElseHasTakenTheFile() throws Exception {
        reopen("?max_page_count=60");
        scribe.ask(alice.join("#den"));
        assertThatThrownBy(() -> scribe.ask(alice.say("#den", "x".repeat(500_000))))
                .hasMessageContaining("SQLITE_FULL");
        RoomStore other = open();
        assertThat(new Scribe(other).ask(alice.say("#den", "here")).sequence()).isEqualTo(2);
        await(other.close());

        assertThatThrownBy(() -> scribe.ask(alice.say("#den", "too late")))
                .hasCauseInstanceOf(StoreTakenException.class)
                .hasMessageContaining("taken this database over");
        assertThatThrownBy(() -> await(store.lastBatch())).hasCauseInstanceOf(StoreTakenException.class);
        assertThatThrownBy(() -> await(store.purge(0, 10))).hasCauseInstanceOf(StoreTakenException.class);
        store = open();
        assertThat(new Scribe(store).describe("#den").sequence()).isEqualTo(2);
    }

    @Test
    void isRefusedWhileSomebodyElseHasTheFile() {
        assertThatThrownBy(this::open)
                .hasCauseInstanceOf(StoreUnusableException.class)
                .hasMessageContaining("another program is using it");
    }

    @Test
    void keepsWhatGuestsHaveAPartInWhereTheyMayReturn() throws Exception {
        ConversationId guests =
                scribe.ask(visitor.join("#guests")).conversation().id();
        ConversationId direct =
                scribe.ask(visitor.tell(alice, "psst")).conversation().id();
        await(store.close());

        store = await(JdbcRoomStore.open(vertx, "jdbc:sqlite:" + file(), true));
        scribe = new Scribe(store);

        assertThat(await(store.guests())).containsExactly((PersonId.OfGuest) visitor.person());
        assertThat(scribe.describe("#guests").members()).hasSize(1);
        assertThat(read(guests)).hasSize(1);
        assertThat(read(direct)).hasSize(1);
        scribe.tell(visitor.depart());
        assertThat(scribe.exists("#guests")).isFalse();
    }

    @Test
    void readsWhatWasStoredWithATagThatCannotStandOnTheWire() throws Exception {
        ConversationId den = scribe.ask(alice.join("#den")).conversation().id();
        scribe.ask(alice.say("#den", "hi"));
        await(store.close());
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE messages SET detail = '+a' || char(1) || '=x;+b=y' WHERE sequence = 2");
        }

        store = open();

        assertThat(read(den))
                .last()
                .satisfies(event -> assertThat(event.change())
                        .isEqualTo(new Change.Message(MessageKind.PRIVMSG, "hi", Tags.of("+b", "y"))));
    }

    @Test
    void refusesWholeBatchesWhenTheDiskIsFullAndHealsByItself() throws Exception {
        reopen("?max_page_count=120");
        scribe.ask(alice.join("#den"));
        ConversationId guests =
                scribe.ask(visitor.join("#guests")).conversation().id();
        long stored = 0;
        boolean full = false;
        while (!full) {
            for (int i = 0; i < 10; i++) {
                scribe.decide(visitor.say("#guests", "x".repeat(400)));
            }
            try {
                stored = scribe.commit();
            } catch (ExecutionException e) {
                assertThat(e).hasMessageContaining("SQLITE_FULL");
                full = true;
            }
        }

        assertThat(await(store.lastBatch())).isEqualTo(stored);
        long sequence = scribe.describe("#guests").sequence();
        assertThat(sequence % 10).isEqualTo(1);
        assertThat(read(guests)).hasSize((int) sequence);

        scribe.tell(visitor.depart());
        while (await(store.purge(0, 50))) {
            // makes room
        }
        assertThat(scribe.ask(alice.say("#den", "x".repeat(400))).sequence()).isEqualTo(2);
    }

    private List<Event> read(ConversationId id) throws Exception {
        return await(store.read(id, new Slice(null, false, null, false, 10_000, new Shown.Everything())));
    }

    @Test
    void readsAKickAsItWas() {
        Change kick = new Change.Kick(visitor.person(), new Nickname("visitor"), "be nice");

        Event read = EventColumns.event(
                1,
                2,
                EventColumns.kind(kick),
                alice.person().text(),
                "alice!user@host",
                "alice",
                EventColumns.body(kick),
                EventColumns.detail(kick));

        assertThat(read).isEqualTo(new Event(1, 2, alice.author(), null, kick));
        assertThat(PersonId.parse(visitor.person().text())).isEqualTo(visitor.person());
    }

    @Test
    void saysInOneSentenceWhyAFileCannotBeUsed() throws Exception {
        Path garbage = Files.writeString(folder.resolve("garbage.db"), "this is no database at all");
        Path folderInstead = Files.createDirectory(folder.resolve("folder.db"));
        reopen("");
        await(store.close());
        byte[] bytes = Files.readAllBytes(file());
        for (int i = 100; i < 4_096; i++) {
            bytes[i] = (byte) i;
        }
        Path damaged = Files.write(folder.resolve("damaged.db"), bytes);

        assertUnusable(garbage, "not an SQLite database");
        assertUnusable(folderInstead, "not a file");
        assertUnusable(damaged, "damaged");
        assertUnusable(Files.writeString(folder.resolve("f"), "x").resolve("rooms.db"), "cannot be written");
        assertThatThrownBy(() -> await(JdbcRoomStore.open(vertx, "jdbc:sqlite::memory:", false)))
                .hasMessageContaining("does not name an SQLite file");
        store = open();
    }

    private void assertUnusable(Path file, String cause) {
        assertThatThrownBy(() -> await(JdbcRoomStore.open(vertx, "jdbc:sqlite:" + file, false)))
                .hasCauseInstanceOf(StoreUnusableException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(cause);
    }
}
