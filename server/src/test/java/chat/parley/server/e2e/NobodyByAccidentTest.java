package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.line.Line;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.process.Setup;
import chat.parley.testkit.wire.WireClient;
import io.vertx.core.json.JsonArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Promise P6 where it is a matter of the listener. */
class NobodyByAccidentTest {
    @RegisterExtension
    static final ServerProcess server = ServerProcess.setup()
            .set(
                    "listeners.irc",
                    new JsonArray()
                            .add(Setup.listener("0.0.0.0"))
                            .add(Setup.tlsListener("0.0.0.0"))
                            .add(Setup.listener("127.0.0.1")))
            .server();

    @Test
    void aPlainListenerThatIsNotLoopbackTakesNoPassword() {
        try (WireClient client = server.client("ada", server.plain()).begin()) {
            server.secret("correct-horse-1");
            client.send("AUTHENTICATE PLAIN");
            assertThat(client.expect("904").params().getLast()).contains("not encrypted");
            client.send("REGISTER ada * :correct-horse-1");
            client.expect("FAIL", "REGISTER", "INSECURE_CONNECTION");
        }
        try (WireClient old = server.client("ada", server.plain())) {
            old.sendTogether("PASS ada:correct-horse-1", "NICK ada", "USER ada 0 * :Ada");
            assertThat(old.expectClosed())
                    .extracting(Line::command)
                    .contains("ERROR")
                    .doesNotContain("001");
        }
    }

    @Test
    void itDoesNotOfferWhatItWouldNotTake() {
        try (WireClient client = server.client("ada", server.plain())) {
            client.send("CAP LS 302");
            assertThat(client.expect("CAP", "*", "LS").params().getLast())
                    .doesNotContain("sasl")
                    .doesNotContain("account-registration");
        }
    }

    @Test
    void overTlsItTakesThem() {
        try (WireClient bea = server.client("bea", server.tls()).createAccount("correct-horse-2");
                WireClient again = server.client("bea", server.tls()).signInWithScram("correct-horse-2")) {
            bea.sync();
            again.say("#lobby", "hello");
            assertThat(bea.syncMessages()).extracting("text").containsExactly("hello");
        }
    }

    @Test
    void aLoopbackListenerTakesThemInPlainText() {
        try (WireClient cleo = server.client("cleo", server.endpoint("127.0.0.1", false))) {
            cleo.createAccount("correct-horse-3").say("#lobby", "hello");
        }
    }
}
