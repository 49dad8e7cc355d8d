package chat.parley.room.jdbc;

import static chat.parley.room.store.Scribe.await;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.room.Event;
import chat.parley.room.model.Actor;
import chat.parley.room.model.Shown;
import chat.parley.room.model.Slice;
import chat.parley.room.store.RoomStore;
import chat.parley.room.store.Scribe;
import chat.parley.testkit.jdbc.TestPostgres;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise P1, against a process that is killed in the middle of its work. */
class KilledProcessTest {
    private static final int HEARD = 300;

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    @AfterEach
    void end() throws Exception {
        await(vertx.close());
    }

    @Test
    void hasEverythingThatAKilledProcessSaidWasStored() throws Exception {
        kill("jdbc:sqlite:" + folder.resolve("rooms.db"));
    }

    @Test
    void hasEverythingThatAKilledProcessSaidWasStoredInPostgres() throws Exception {
        kill(TestPostgres.server().database().url());
    }

    private void kill(String url) throws Exception {
        Process talker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Talker.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long acknowledged = 0;
        try (BufferedReader output = talker.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < HEARD; i++) {
                acknowledged = nextStored(output);
            }
        } finally {
            talker.destroyForcibly().waitFor();
        }

        RoomStore store = await(JdbcRoomStore.open(vertx, url, false));
        Scribe scribe = new Scribe(store);
        ConversationId den = scribe.describe("#den").room().id();
        List<Event> events =
                await(store.read(den, new Slice(null, false, null, false, 1_000_000, new Shown.Everything())));

        assertThat(events.size()).isGreaterThanOrEqualTo((int) acknowledged);
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).sequence()).isEqualTo(i + 1L);
        }
        Actor alice = Actor.account("alice", 1);
        assertThat(scribe.ask(alice.say("#den", "text 7", "n7")).repeated()).isTrue();
        assertThat(scribe.ask(alice.say("#den", "after")).sequence()).isEqualTo(events.size() + 1L);
        await(store.close());
    }

    /** Passes over what libraries have to say. */
    private static long nextStored(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(Talker.STORED)) {
                return Long.parseLong(line.substring(Talker.STORED.length()));
            }
        }
        throw new AssertionError("It ended by itself");
    }
}
