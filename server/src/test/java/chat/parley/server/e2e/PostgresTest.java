package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.line.Line;
import chat.parley.testkit.jdbc.TestPostgres;
import chat.parley.testkit.ledger.Findings;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.process.Setup;
import chat.parley.testkit.wire.Message;
import chat.parley.testkit.wire.WireClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server whose accounts and rooms are in one PostgreSQL database. */
class PostgresTest {
    private final TestPostgres postgres = TestPostgres.server();
    private final TestPostgres.Database database = postgres.database();

    @TempDir
    Path secrets;

    private Setup setup() throws IOException {
        Path password = Files.writeString(secrets.resolve("password"), database.password() + "\n");
        String url = "postgresql://" + database.user() + "@127.0.0.1:" + database.port() + "/" + database.name()
                + "?passwordFile=" + password;
        return ServerProcess.setup().set("database.accounts", url).set("database.rooms", url);
    }

    private ServerProcess server() throws IOException {
        ServerProcess server = setup().server();
        server.secret(database.password());
        return server;
    }

    private static List<String> found(WireClient client, String text) {
        return WireClient.messages(client.ask("SEARCH text=" + text)).stream()
                .map(Message::text)
                .toList();
    }

    @Test
    void losesNothingThatWasEchoedWhenItIsKilled() throws IOException {
        try (ServerProcess server = server()) {
            server.start();
            List<Message> echoed = new ArrayList<>();
            List<Message> whispered = new ArrayList<>();
            try (WireClient ada = server.newcomer("ada").join("#tower");
                    WireClient ben = server.newcomer("ben").join("#tower")) {
                for (int i = 0; i < 20; i++) {
                    echoed.add(ada.say("#tower", "pattern " + i));
                    echoed.add(ben.say("#tower", "engine " + i, "nonce" + i));
                }
                whispered.add(ada.say("ben", "the engine is ours"));
                assertThat(found(ada, "engine;in=#tower")).hasSize(20);
            }
            server.kill();
            assertThat(Files.exists(server.folder().resolve("data").resolve("rooms.db")))
                    .isFalse();
            assertThat(Files.exists(server.folder().resolve("data").resolve("accounts.db")))
                    .isFalse();
            server.start();
            try (WireClient ada = server.device("ada");
                    WireClient ben = server.device("ben")) {
                assertThat(ada.history("#tower")).isEqualTo(echoed);
                assertThat(ben.history("ada")).isEqualTo(whispered);
                assertThat(found(ben, "engine")).hasSize(21).contains("the engine is ours", "engine 0", "engine 19");
                assertThat(ben.say("#tower", "engine 7", "nonce7").id())
                        .as("sent again")
                        .isEqualTo(echoed.get(15).id());
                ada.say("#tower", "and on");
            }
            server.terminate();
        }
    }

    @Test
    void keepsItsPromisesWhenItAndItsConnectionsAreKilledUnderLoad() throws IOException {
        try (KilledServer killed = new KilledServer(20_261_126, setup(), () -> postgres.disconnect(database))) {
            Findings findings = killed.run(5, Duration.ZERO);
            System.out.printf("PostgreSQL:%n%s", findings.table());
            findings.assertClean();
            assertThat(findings.count("echoed")).isGreaterThan(50);
            assertThat(findings.count("database's connections cut")).isPositive();
        }
    }

    @Test
    void refusesInWordsWhileTheDatabaseIsAwayAndHealsByItself() throws IOException {
        try (ServerProcess server = setup().set("audit.bodies", "none").server()) {
            server.start();
            server.secret(database.password());
            server.secret("is anybody there?");
            server.expectError("");
            try (WireClient ada = server.newcomer("ada")) {
                List<Message> echoed = new ArrayList<>();
                echoed.add(ada.say("#lobby", "while it is there"));
                postgres.run("ALTER DATABASE " + database.name() + " ALLOW_CONNECTIONS false");
                postgres.disconnect(database);
                for (int i = 0; i < 3; i++) {
                    assertThat(ada.ask("PRIVMSG #lobby :is anybody there?"))
                            .singleElement()
                            .satisfies(line -> {
                                assertThat(line.command()).isEqualTo("FAIL");
                                assertThat(line.params().get(1)).isIn("REFUSED", "UNKNOWN");
                            });
                }
                postgres.run("ALTER DATABASE " + database.name() + " ALLOW_CONNECTIONS true");
                List<Line> answer = ada.ask("PRIVMSG #lobby :it is back");
                for (int i = 0; i < 30 && answer.getFirst().command().equals("FAIL"); i++) {
                    answer = ada.ask("PRIVMSG #lobby :it is back");
                }
                echoed.addAll(WireClient.messages(answer));
                assertThat(echoed).hasSize(2);
                assertThat(historyOf(ada)).isEqualTo(echoed);
            }
            server.terminate();
        }
    }

    /** Connections that read find out one by one that they are lost. */
    private static List<Message> historyOf(WireClient client) {
        for (int i = 0; i < 10; i++) {
            client.ask("CHATHISTORY LATEST #lobby * 1");
        }
        return client.history("#lobby");
    }

    @Test
    void startsInOneLineOrNot() throws IOException {
        try (ServerProcess first = server();
                ServerProcess second = server()) {
            first.start();
            assertRefused(second, "another Parley server has it, connected from 127.0.0.1");
        }
        String url = database.url();
        for (Map.Entry<String, String> one : Map.of(
                        url.replace("s3cret", "wr0ng-secret"),
                                "the password of user '" + database.user() + "' is wrong",
                        database.url("nowhere"), "there is no database 'nowhere' on that server",
                        url.replace(":" + database.port(), ":1"), "the server cannot be reached (connection refused)")
                .entrySet()) {
            try (ServerProcess server = ServerProcess.setup()
                    .environment("PARLEY_DATABASE_ACCOUNTS", one.getKey())
                    .server()) {
                server.secret(database.password());
                server.secret("wr0ng-secret");
                ServerProcess.Ended ended = server.startAndFail();
                assertThat(ended.exitCode()).isEqualTo(1);
                assertThat(ended.complaints())
                        .singleElement()
                        .asString()
                        .startsWith("parley: The database of accounts, postgresql://" + database.user() + "@127.0.0.1:")
                        .contains(one.getValue());
            }
        }
    }

    private static void assertRefused(ServerProcess server, String words) {
        ServerProcess.Ended ended = server.startAndFail();
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.complaints()).singleElement().asString().contains(words);
    }
}
