package chat.parley.server;

import static chat.parley.server.ClassicClient.hex;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.testkit.wire.Endpoint;
import chat.parley.testkit.wire.WireClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The clients of the chat room that Parley descends from, beside those of IRC. */
@Timeout(300)
class ClassicTest {
    @TempDir
    private Path folder;

    private Parley parley;

    @SuppressWarnings("NullAway.Init") // JUnit calls start before any test
    ClassicTest() {}

    @BeforeEach
    void start() throws Exception {
        start(true);
    }

    private void start(boolean guests) throws Exception {
        parley = WholeServer.start(
                folder, "listeners.classic=[{port: 0}]", "accounts.guests=" + guests, "limits.enabled=false");
    }

    @AfterEach
    void stop() throws Exception {
        WholeServer.stop(parley);
    }

    @Test
    void registersAndTakesPartBesideEveryoneElse() {
        try (WireClient ana = irc("ana").createAccount("secret of ana");
                ClassicClient bob = connect()) {
            ana.sync();
            bob.send("#r&bob&" + hex("secret") + "&Bob&Roberts");
            assertThat(bob.read()).isEqualTo("New user bob created.");
            assertThat(ana.expect("JOIN").source()).startsWith("bob!");

            bob.send("bob: hello, all");
            assertThat(ana.expect("PRIVMSG", "#lobby", "hello, all").source()).startsWith("bob!");

            ana.say("#lobby", "hello, bob");
            assertThat(bob.read()).isEqualTo("ana: hello, bob");
        }
    }

    @Test
    void registersPeopleWithSeveralNamesAndRefusesNamesThatCannotBe() {
        try (ClassicClient bob = connect()) {
            bob.send("#r&two words&" + hex("secret") + "&Bob&Roberts");
            assertThat(bob.read()).startsWith("ERROR creating new user two words. The name ");

            bob.send("#r&bob&" + hex("secret") + "&Bob Junior&van Roberts");
            assertThat(bob.read()).isEqualTo("New user bob created.");
        }
    }

    @Test
    void answersATakenNameAndAsksAgain() {
        irc("ana").createAccount("secret of ana").close();
        try (ClassicClient bob = connect()) {
            bob.send("#r&ana&" + hex("x") + "&Bob&Roberts");
            assertThat(bob.read()).isEqualTo("ERROR creating new user ana. User exists.");

            bob.send("#r&bob&" + hex("x") + "&Bob&Roberts");
            assertThat(bob.read()).isEqualTo("New user bob created.");
        }
    }

    @Test
    void signsInAndAnswersAWrongPassword() {
        irc("ana").createAccount("secret of ana").close();
        try (ClassicClient ana = connect()) {
            ana.send("#l&ana&" + hex("guess"));
            assertThat(ana.read()).isEqualTo("#iBad");
            ana.send("#l&nobody&" + hex("guess"));
            assertThat(ana.read()).isEqualTo("#iBad");

            ana.send("#l&ana&" + hex("secret of ana"));
            assertThat(ana.read()).isEqualTo("#iOK");
        }
    }

    @Test
    void anAccountOfAnOldClientIsUsedByPasswordElsewhere() {
        try (ClassicClient bob = connect()) {
            bob.send("#r&bob&" + hex("secret") + "&Bob&Roberts");
            assertThat(bob.read()).isEqualTo("New user bob created.");
        }
        try (WireClient bob = irc("bob").signIn("secret")) {
            assertThat(bob.sync()).isNotNull();
        }
        try (ClassicClient bob = connect()) {
            bob.send("#l&bob&" + hex("secret"));
            assertThat(bob.read()).isEqualTo("#iOK");
        }
    }

    @Test
    void speaksToOnePersonAlone() {
        try (WireClient ana = irc("ana").createAccount("secret of ana");
                WireClient eve = irc("eve").createAccount("secret of eve");
                ClassicClient bob = registered("bob");
                ClassicClient cat = registered("cat")) {
            bob.send("bob: @ana psst");
            ana.expect("PRIVMSG", "ana", "psst");
            bob.send("@cat psst");
            assertThat(cat.readUntil("psst")).endsWith("bob: @cat psst\n");
            ana.say("bob", "what?");
            assertThat(bob.readUntil("what?")).contains("ana: @bob what?");

            bob.send("@nobody hello");
            assertThat(bob.readUntil("not found")).contains("User name not found. Message not sent.");

            assertThat(eve.syncMessages()).isEmpty();
        }
    }

    @Test
    void seesPeopleComeAndGo() {
        try (ClassicClient bob = registered("bob")) {
            try (ClassicClient cat = registered("cat")) {
                assertThat(bob.read()).isEqualTo("New person joined the room. Username: cat");
                cat.send("hello");
                assertThat(bob.read()).isEqualTo("cat: hello");
                cat.send("#Q");
                assertThat(bob.read()).isEqualTo("cat has left the room.");
            }
            WireClient ana = irc("ana").createAccount("secret of ana");
            assertThat(bob.read()).isEqualTo("New person joined the room. Username: ana");
            ana.quit();
            assertThat(bob.read()).isEqualTo("ana has left the room.");
        }
    }

    @Test
    void letsStillOlderClientsInByNameAlone() {
        try (ClassicClient bob = registered("bob");
                ClassicClient old = connect();
                ClassicClient older = connect()) {
            old.send("old");
            assertThat(bob.read()).isEqualTo("New person joined the room. Username: old");
            older.send("older");
            assertThat(bob.read()).isEqualTo("New person joined the room. Username: older");
            assertThat(old.read()).isEqualTo("New person joined the room. Username: older");

            older.send("older - hello");
            assertThat(bob.read()).isEqualTo("older: hello");
            assertThat(old.read()).isEqualTo("older - hello");
            bob.send("hi");
            assertThat(old.read()).isEqualTo("bob - hi");

            older.hangUp();
            assertThat(old.read()).isEqualTo("older has left the room.");
        }
    }

    @Test
    void asksWhoComesByATakenNameForAnother() {
        try (ClassicClient bob = registered("bob");
                ClassicClient old = connect()) {
            old.send("bob");
            assertThat(old.read()).contains("reserved");
            old.send("old");

            assertThat(bob.read()).isEqualTo("New person joined the room. Username: old");
        }
    }

    @Test
    void letsNobodyInByNameAloneWhereGuestsAreNotLetIn() throws Exception {
        stop();
        start(false);
        try (ClassicClient old = connect()) {
            old.send("old");

            assertThat(old.readUntil("Closing link")).contains("account");
            assertThat(old.read()).isEmpty();
        }
    }

    @Test
    void isToldWhatItMissed() {
        registered("bob").close();
        try (WireClient ana = irc("ana").createAccount("secret of ana");
                ClassicClient bob = connect()) {
            for (int i = 0; i < 50; i++) {
                ana.say("bob", "message " + i);
            }
            bob.send("#l&bob&" + hex("secret of bob"));

            assertThat(bob.read()).isEqualTo("#iOK");
            String missed = bob.readUntil("message 49");
            for (int i = 0; i < 50; i++) {
                assertThat(missed).contains("ana: @bob message " + i + "\n");
            }
        }
    }

    @Test
    void takesWhatIsNoUtf8AndLongOrManyLines() {
        try (WireClient ana = irc("ana").createAccount("secret of ana");
                ClassicClient bob = registered("bob")) {
            ana.sync();
            bob.send("caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(ana.expect("PRIVMSG").params()).containsExactly("#lobby", "caf\u00e9");
            bob.send("one\ntwo\n");
            ana.expect("PRIVMSG", "#lobby", "one");
            ana.expect("PRIVMSG", "#lobby", "two");
            bob.send("x".repeat(900));
            assertThat(ana.expect("PRIVMSG").params().getLast()).hasSize(300);
        }
    }

    @Test
    void nobodyElseSignsInByAHex() {
        irc("ana").createAccount("secret of ana").close();
        try (WireClient eve = irc("eve").begin()) {
            eve.send("CLASSICSIGNIN " + hex("secret of ana") + " ana");

            eve.expect("451");
        }
    }

    private ClassicClient registered(String name) {
        ClassicClient client = connect();
        client.send("#r&" + name + "&" + hex("secret of " + name) + "&First&Last");
        assertThat(client.read()).isEqualTo("New user " + name + " created.");
        return client;
    }

    private ClassicClient connect() {
        return new ClassicClient(parley.listening().getLast().port());
    }

    private WireClient irc(String name) {
        return WireClient.connect(Endpoint.plain(parley.listening().getFirst().port()), name);
    }
}
