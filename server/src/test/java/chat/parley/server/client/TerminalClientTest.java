package chat.parley.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.testkit.process.OwnPorts;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.process.Setup;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The terminal client and the server, as people run them. */
class TerminalClientTest {

    private static final String PASSWORD = "a-long-password";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @RegisterExtension
    static final ServerProcess SERVER = ServerProcess.setup()
            .set(
                    "listeners.irc",
                    new JsonArray().add(Setup.listener("127.0.0.1")).add(fixedTlsListener()))
            .server();

    @TempDir
    Path folder = Path.of("");

    /** On a port that stays the same when the server is started again. */
    private static JsonObject fixedTlsListener() {
        return Setup.tlsListener("127.0.0.1").put("port", OwnPorts.take());
    }

    private TerminalClient start(String user, String password, String... arguments) throws Exception {
        return TerminalClient.start(folder.resolve(user), SERVER.tls(), password, arguments);
    }

    /** Makes an account by the menu, and is in. */
    private TerminalClient newcomer(String user) throws Exception {
        SERVER.secret(PASSWORD);
        TerminalClient client = start(user, "", "chat");
        client.type("2", user, "First", "Last", PASSWORD, PASSWORD);
        await().atMost(PATIENCE).until(() -> client.err().contains("You are " + user + "."));
        return client;
    }

    private void register(String user) throws Exception {
        try (TerminalClient client = newcomer(user)) {
            assertThat(client.type("#Q").end()).as(client.err()).isZero();
        }
    }

    @Test
    void whatOnePersonTypesTheOtherReads() throws Exception {
        try (TerminalClient ana = newcomer("ana");
                TerminalClient bob = newcomer("bob")) {
            ana.type("hello, whoever is there", "@bob and hello to you");

            await().atMost(PATIENCE).until(() -> bob.out().contains("@ana ana: and hello to you"));
            assertThat(bob.out()).contains("#lobby ana: hello, whoever is there");
            assertThat(ana.type("#Q").end()).isZero();
            assertThat(ana.out()).containsOnlyOnce("hello, whoever is there");
            await().atMost(PATIENCE).until(() -> bob.out().contains("ana went offline"));
            assertThat(bob.type("#Q").end()).isZero();
        }
    }

    @Test
    void aPrivateMessageWaitsForWhoIsAway() throws Exception {
        register("cleo");
        register("dan");
        try (TerminalClient sender = start("dan", PASSWORD, "send", "--user", "dan", "@cleo", "call", "me")) {
            assertThat(sender.end()).as(sender.err()).isZero();
        }

        try (TerminalClient cleo = start("cleo", PASSWORD, "chat", "--user", "cleo")) {
            await().atMost(PATIENCE).until(() -> cleo.out().contains("@dan dan: call me"));
            assertThat(cleo.type("#Q").end()).isZero();
        }
    }

    @Test
    void saysInWordsWhatCannotBe() throws Exception {
        register("erin");

        try (TerminalClient sender = start("erin", PASSWORD, "send", "--user", "erin", "@nobody", "hi")) {
            assertThat(sender.end()).isEqualTo(1);
            assertThat(sender.err()).contains("Nobody is called nobody.");
        }
        try (TerminalClient guesser = start("erin", "not-the-password", "tail", "--user", "erin")) {
            assertThat(guesser.end()).isEqualTo(4);
            assertThat(guesser.err()).contains("Wrong username or password.");
        }
        try (TerminalClient copy = start("copy", "", "chat")) {
            copy.type("2", "ERIN", "", "", PASSWORD, PASSWORD);
            await().atMost(PATIENCE).until(() -> copy.err().contains("This name is taken."));
            copy.type("erin2");
            await().atMost(PATIENCE).until(() -> copy.err().contains("You are erin2."));
            assertThat(copy.type("#Q").end()).isZero();
        }
    }

    @Test
    void aScriptSendsAPipeAndAnotherReadsIt() throws Exception {
        register("fay");
        try (TerminalClient sender = start("fay", PASSWORD, "send", "--user", "fay", "#logs")) {
            for (int i = 1; i <= 30; i++) {
                sender.type("line " + i);
            }
            assertThat(sender.end()).as(sender.err()).isZero();
        }

        try (TerminalClient reader =
                start("fay", PASSWORD, "tail", "--user", "fay", "#logs", "--no-follow", "--last", "30")) {
            assertThat(reader.end()).as(reader.err()).isZero();
            assertThat(reader.out().lines()).hasSize(30).first().asString().endsWith("#logs fay: line 1");
        }
    }

    @Test
    void aServerThatDiesInTheMiddleOfATalkLosesAndDoublesNothing() throws Exception {
        try (TerminalClient gus = newcomer("gus")) {
            gus.type("before the server dies");
            await().atMost(PATIENCE).until(() -> gus.out().contains("gus: before the server dies"));

            gus.type("as it dies");
            SERVER.kill();
            gus.type("while it is dead");
            await().atMost(PATIENCE).until(() -> gus.err().contains("Trying again."));
            SERVER.start();

            await().atMost(PATIENCE).until(() -> gus.out().contains("gus: while it is dead"));
            assertThat(gus.type("#Q").end()).as(gus.err()).isZero();
            for (String text : new String[] {"before the server dies", "as it dies", "while it is dead"}) {
                assertThat(gus.out()).containsOnlyOnce("gus: " + text);
            }
        }
        try (TerminalClient reader = start("gus", PASSWORD, "tail", "--user", "gus", "--no-follow", "--last", "100")) {
            assertThat(reader.end()).as(reader.err()).isZero();
            for (String text : new String[] {"before the server dies", "as it dies", "while it is dead"}) {
                assertThat(reader.out()).containsOnlyOnce("gus: " + text);
            }
        }
    }
}
