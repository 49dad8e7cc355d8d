package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import chat.parley.protocol.line.Line;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.Message;
import chat.parley.testkit.wire.WireClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is stored on fails, or is not what it was. */
class BadStorageTest {

    @Test
    void aFullDiskRefusesAndLosesNothingAndHealsByItself() throws IOException {
        try (ServerProcess server = ServerProcess.setup().server();
                SmallDisk disk = SmallDisk.at(server.folder().resolve("data"), 4)) {
            server.start();
            server.expectError("");
            try (WireClient ada = server.newcomer("ada");
                    WireClient ben = server.newcomer("ben")) {
                List<Message> echoed = new ArrayList<>();
                echoed.add(ada.say("#lobby", "while there is room"));
                disk.fill();
                List<Line> answer = ada.ask("PRIVMSG #lobby :0 " + "x".repeat(400));
                for (int i = 1; i < 2_000 && answer.getFirst().command().equals("PRIVMSG"); i++) {
                    echoed.addAll(WireClient.messages(answer));
                    answer = ada.ask("PRIVMSG #lobby :" + i + " " + "x".repeat(400));
                }
                assertThat(answer).singleElement().satisfies(line -> {
                    assertThat(line.command()).isEqualTo("FAIL");
                    assertThat(line.params()).startsWith("PRIVMSG", "REFUSED", "#lobby");
                });
                disk.free();
                echoed.add(ada.say("#lobby", "there is room again"));
                assertThat(ada.history("#lobby")).isEqualTo(echoed);
                assertThat(ben.syncMessages()).isEqualTo(echoed);

                server.kill();
                server.start();
                try (WireClient after = server.device("ada")) {
                    assertThat(after.history("#lobby")).isEqualTo(echoed);
                }
            }
            server.terminate();
        }
    }

    @Test
    void aDatabaseThatCannotBeWrittenStopsTheStartInOneLine() throws IOException {
        try (ServerProcess server = ServerProcess.setup().server();
                SmallDisk disk = SmallDisk.at(server.folder().resolve("data"), 4)) {
            server.start();
            server.newcomer("ada").close();
            server.terminate();
            disk.readOnly();
            ServerProcess.Ended ended = server.startAndFail();
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.complaints()).singleElement().asString().contains("data");
        }
    }

    @Test
    void aDamagedDatabaseStopsTheStartInOneLineThatNamesIt() throws IOException {
        for (String name : List.of("accounts.db", "rooms.db")) {
            try (ServerProcess server = ServerProcess.setup().server()) {
                server.start();
                server.newcomer("ada").close();
                server.terminate();
                byte[] nonsense = "this is no database at all, ".repeat(1000).getBytes(StandardCharsets.US_ASCII);
                Files.write(server.folder().resolve("data").resolve(name), nonsense);
                ServerProcess.Ended ended = server.startAndFail();
                assertThat(ended.exitCode()).isEqualTo(1);
                assertThat(ended.complaints()).singleElement().asString().contains(name);
                assertThat(Files.readAllBytes(server.folder().resolve("data").resolve(name)))
                        .isEqualTo(nonsense);
            }
        }
    }

    @Test
    void aSecondServerOnTheSameFolderIsRefusedInWords() {
        try (ServerProcess first = ServerProcess.setup().server().start();
                ServerProcess second = ServerProcess.setup()
                        .set("server.dataDir", first.folder().resolve("data").toString())
                        .server()) {
            ServerProcess.Ended ended = second.startAndFail();
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.complaints())
                    .singleElement()
                    .asString()
                    .contains("in use by another Parley server")
                    .contains(Long.toString(first.pid()));
            first.newcomer("ada").say("#lobby", "not disturbed");
        }
    }

    @Test
    void aKilledServersFolderIsFreeAtOnce() {
        try (ServerProcess server = ServerProcess.setup().server().start()) {
            server.kill();
            server.start();
        }
    }

    @Test
    void aPortInUseStopsTheStartInOneLineThatNamesIt() {
        try (ServerProcess first = ServerProcess.setup().server().start();
                ServerProcess second = ServerProcess.setup()
                        .set(
                                "listeners.irc",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("host", "127.0.0.1")
                                                .put("port", first.plain().port())))
                        .server()) {
            ServerProcess.Ended ended = second.startAndFail();
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.complaints())
                    .singleElement()
                    .asString()
                    .contains(Integer.toString(first.plain().port()));
        }
    }

    /** As if the clock had been a day ahead when the last words were said, and has been set right. */
    @Test
    void timeNeverGoesBackWithinARoomWhenTheClockDoes() throws SQLException {
        try (ServerProcess server = ServerProcess.setup().server().start()) {
            Message before;
            try (WireClient ada = server.newcomer("ada")) {
                ada.say("#lobby", "yesterday");
                before = ada.say("#lobby", "from the future");
            }
            server.terminate();
            aDayLater(server.folder().resolve("data").resolve("rooms.db"));
            server.start();
            try (WireClient ada = server.device("ada")) {
                Message after = ada.say("#lobby", "and now");
                List<Message> history = ada.history("#lobby");
                assertThat(history)
                        .extracting(Message::text)
                        .containsExactly("yesterday", "from the future", "and now");
                assertThat(history).extracting(Message::time).isSorted();
                assertThat(after.time()).isGreaterThan(before.time());
            }
        }
    }

    private static void aDayLater(Path rooms) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + rooms);
                Statement statement = connection.createStatement()) {
            int changed = statement.executeUpdate("UPDATE messages SET time = time + 86400000");
            assumeThat(changed).isPositive();
        }
    }
}
