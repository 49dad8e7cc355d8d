package chat.parley.room.jdbc;

import static chat.parley.room.store.Scribe.await;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.SearchHit;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.model.Actor;
import chat.parley.room.model.Verdict;
import chat.parley.room.store.MemoryRoomStore;
import chat.parley.room.store.RoomStore;
import chat.parley.room.store.Scribe;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that an earlier Parley has made are opened, and lack nothing. */
class OlderRoomFilesTest {
    private final Vertx vertx = Vertx.vertx();
    private final Actor alice = Actor.account("alice", 1);
    private final Actor bob = Actor.account("bob", 2);
    private final Actor visitor = Actor.guest("visitor", 7);

    @TempDir
    Path folder;

    private RoomStore store = new MemoryRoomStore();
    private Scribe scribe = new Scribe(store);

    @BeforeEach
    void open() throws Exception {
        store = await(JdbcRoomStore.open(vertx, "jdbc:sqlite:" + file(), false));
        scribe = new Scribe(store);
    }

    @AfterEach
    void end() throws Exception {
        await(store.close());
        await(vertx.close());
    }

    private Path file() {
        return folder.resolve("rooms.db");
    }

    @Test
    void knowsWhatWasSaidLatelyInAFileFromBeforeThatWasKept() throws Exception {
        scribe.now = 5_000;
        scribe.ask(alice.tell(bob, "psst"));
        await(store.close());
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP INDEX conversations_last");
            statement.execute("ALTER TABLE conversations DROP COLUMN last_at");
            undoModeration(statement);
            statement.execute("PRAGMA user_version = 2");
        }

        open();

        assertThat(await(store.recentDirects(5_000, 10))).hasSize(1);
        assertThat(await(store.recentDirects(5_001, 10))).isEmpty();
    }

    @Test
    void keepsTheRanksOfAccountsInAFileFromBeforeTheyWereKept() throws Exception {
        scribe.ask(visitor.join("#den"));
        scribe.ask(alice.join("#den"));
        scribe.ask(visitor.modes("#den", alice.rank(true, 'o')));
        await(store.close());
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            undoModeration(statement);
            statement.execute("PRAGMA user_version = 3");
        }

        open();
        scribe.ask(alice.part("#den"));
        scribe.ask(alice.join("#den"));

        assertThat(scribe.describe("#den").members()).contains(new Member(alice.person(), "o"));
    }

    @Test
    void findsWhatWasSaidBeforeThereWasAnIndex() throws Exception {
        scribe.ask(alice.join("#den"));
        for (int i = 0; i < 1_200; i++) {
            scribe.decide(alice.say("#den", "needle" + i));
        }
        scribe.commit();
        await(store.close());
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            undoSearch(statement);
            statement.execute("PRAGMA user_version = 5");
        }
        open();
        scribe.ask(alice.say("#den", "needle of today"));
        int rounds = 0;
        do {
            assertThat(search("needle1199")).hasSize(1);
            assertThat(search("needle0")).hasSize(1);
            assertThat(search("today")).hasSize(1);
            assertThat(search("needle"))
                    .hasSize(100)
                    .last()
                    .satisfies(hit -> assertThat(hit.event().sequence()).isEqualTo(1_202));
            rounds++;
        } while (await(store.purge(0, 2_000)));

        assertThat(rounds).isGreaterThan(2);
        assertThat(indexed()).isEqualTo(1_202);
        scribe.ask(alice.say("#den", "said since"));
        assertThat(search("since")).hasSize(1);
        await(store.purge(0, 2_000));
        assertThat(search("since")).hasSize(1);
        assertThat(indexed()).isEqualTo(1_203);
    }

    private List<SearchHit> search(String text) throws Exception {
        var asked = new RoomRequest.Search(
                alice.person(), new Target.ToRoom(new RoomName("#den")), null, null, null, text, 100);
        Verdict.MaySearch may = (Verdict.MaySearch) scribe.decide(asked);
        return await(store.search(may.plan()));
    }

    private long indexed() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT max(sequence) FROM indexed")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static void undoSearch(Statement statement) throws SQLException {
        statement.execute("DROP INDEX IF EXISTS kept_ranks_account");
        statement.execute("DROP TABLE said");
        statement.execute("DROP TABLE indexed");
        statement.execute("DROP TABLE read_markers");
    }

    private static void undoModeration(Statement statement) throws SQLException {
        statement.execute("DROP TABLE room_lists");
        statement.execute("DROP TABLE kept_ranks");
        statement.execute("DROP TABLE invitations");
        statement.execute("DROP TABLE room_metadata");
        undoSearch(statement);
    }
}
