package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.line.Line;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.WireClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registration and sign-in. */
class EntranceTest {
    @RegisterExtension
    static final ServerProcess server = ServerProcess.setup().server();

    @Test
    void anAccountIsUsableAtOnce() {
        try (WireClient ada = server.client("ada").createAccount("correct-horse-1");
                WireClient other = server.client("ada").signIn("correct-horse-1")) {
            assertThat(ada.sync()).extracting(Line::command).contains("JOIN");
            assertThat(other.sync()).extracting(Line::command).contains("JOIN");
        }
    }

    @Test
    void namesTravelWithTheRegistration() {
        try (WireClient grace = server.client("grace").begin()) {
            server.secret("correct-horse-2");
            grace.send(
                    "@parley.chat/first-name=Grace;parley.chat/last-name=Brewster\\sHopper REGISTER * * :correct-horse-2");
            assertThat(grace.expect("REGISTER", "SUCCESS", "grace").source()).isEqualTo("parley.localhost");
            assertThat(grace.expect("900").params()).contains("grace");
            grace.enter();
        }
        assertThat(UserTable.of(server).row("grace"))
                .containsEntry("FirstName", "Grace")
                .containsEntry("LastName", "Brewster Hopper");
    }

    @Test
    void aPasswordIsStoredAsAVerifier() {
        try (WireClient kay = server.client("kay").createAccount("correct-horse-3")) {
            kay.sync();
        }
        assertThat(UserTable.of(server).row("kay").get("Password")).startsWith("SCRAM-SHA-256$4096:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"taken", "TAKEN", "Taken"})
    void aTakenNameIsRefusedWithAReasonInAnyCapitals(String name) {
        try (WireClient holder = server.client("taken").begin()) {
            holder.send("REGISTER taken * :correct-horse-4");
            holder.readUntil(
                    line -> line.command().equals("REGISTER") || line.command().equals("FAIL"));
        }
        server.secret("correct-horse-5");
        try (WireClient late = server.client(name).begin()) {
            late.send("REGISTER " + name + " * :correct-horse-5");
            assertThat(late.expect("FAIL", "REGISTER", "ACCOUNT_EXISTS", name).paramCount())
                    .isEqualTo(4);
        }
    }

    @Test
    void plainAndScramLeadToTheSameAccount() {
        server.newcomer("lin").close();
        try (WireClient plain = server.client("lin").signIn(server.passwordOf("lin"));
                WireClient scram = server.client("lin").signInWithScram(server.passwordOf("lin"))) {
            plain.sync();
            scram.sync();
            plain.say("#lobby", "from one device");
            assertThat(scram.syncMessages()).extracting("text").containsExactly("from one device");
        }
    }

    @Test
    void anAccountIsFoundWhateverTheCapitals() {
        server.newcomer("Mixed").close();
        try (WireClient small = server.client("mixed").signIn(server.passwordOf("Mixed"))) {
            assertThat(small.sync())
                    .filteredOn(line -> line.command().equals("JOIN"))
                    .allSatisfy(line -> assertThat(line.source()).startsWith("Mixed!"));
        }
    }

    @Test
    void aWrongNameAndAWrongPasswordGetTheSameAnswer() {
        server.newcomer("known").close();
        Line wrongPassword;
        Line wrongName;
        try (WireClient client = server.client("known").begin()) {
            wrongPassword = client.authenticatePlain("not-the-password");
        }
        try (WireClient client = server.client("known").account("unheard-of").begin()) {
            wrongName = client.authenticatePlain("not-the-password");
        }
        assertThat(wrongPassword.command()).isEqualTo("904");
        assertThat(wrongName).isEqualTo(wrongPassword);
    }

    @Test
    void scramForAnUnknownNameRunsToItsEnd() {
        try (WireClient client = server.client("nobody-here").begin()) {
            assertThat(client.authenticateScram("whatever-it-is").command()).isEqualTo("904");
        }
    }

    @Test
    void theFalseSaltOfAnUnknownNameStaysTheSame() {
        assertThat(challengeFor("ghost")).isEqualTo(challengeFor("ghost"));
        assertThat(challengeFor("ghost")).isNotEqualTo(challengeFor("wraith"));
    }

    private static String challengeFor(String name) {
        try (WireClient client = server.client("asker").begin()) {
            client.send("AUTHENTICATE SCRAM-SHA-256");
            client.expect("AUTHENTICATE", "+");
            client.send("AUTHENTICATE " + Base64Text.encode("n,,n=" + name + ",r=abcdefghijkl"));
            String challenge = Base64Text.decode(client.expect("AUTHENTICATE").paramOr(0, ""));
            return challenge.substring(challenge.indexOf(",s="));
        }
    }

    @Test
    void nobodyGetsInWithoutAnAccount() {
        try (WireClient guest = server.client("guest").begin()) {
            guest.send("CAP END");
            assertThat(guest.expect("FAIL").paramOr(1, "")).isEqualTo("ACCOUNT_REQUIRED");
            guest.sendTogether("JOIN #lobby", "QUIT");
            List<Line> lines = guest.expectClosed();
            assertThat(lines).extracting(Line::command).containsSubsequence("451", "ERROR");
            assertThat(lines).extracting(Line::command).doesNotContain("001");
        }
    }

    @Test
    void whoDidNotSignInCanAskForNothing() {
        server.newcomer("inside").close();
        try (WireClient outside = server.client("outside").begin()) {
            outside.sendTogether(
                    "JOIN #lobby",
                    "PRIVMSG #lobby :hello",
                    "NAMES #lobby",
                    "LIST",
                    "WHO #lobby",
                    "WHOIS inside",
                    "CHATHISTORY LATEST #lobby * 10",
                    "TOPIC #lobby :mine");
            List<Line> lines = outside.sync();
            assertThat(lines)
                    .hasSize(8)
                    .allSatisfy(line -> assertThat(line.command()).isEqualTo("451"));
        }
        try (WireClient inside = server.device("inside")) {
            assertThat(inside.history("#lobby")).extracting("text").doesNotContain("hello");
        }
    }

    @Test
    void anOldClientSignsInWithPass() {
        server.newcomer("pat").close();
        try (WireClient old = server.client("pat")) {
            old.sendTogether("PASS pat:" + server.passwordOf("pat"), "NICK pat", "USER pat 0 * :Pat");
            old.expect("001", "pat");
            old.expectFrom("pat", "JOIN", "#lobby");
        }
    }

    @Test
    void anOldClientWithAWrongPasswordIsSentAway() {
        server.newcomer("sam").close();
        server.secret("not-the-password");
        try (WireClient old = server.client("sam")) {
            old.sendTogether("PASS sam:not-the-password", "NICK sam", "USER sam 0 * :Sam");
            assertThat(old.expectClosed())
                    .extracting(Line::command)
                    .startsWith("464")
                    .endsWith("ERROR");
        }
    }

    @Test
    void theNickIsTheAccountsWhateverWasAskedFor() {
        server.newcomer("vera").close();
        try (WireClient renamed = server.client("someoneelse").account("vera").signIn(server.passwordOf("vera"))) {
            renamed.send("PING x");
            assertThat(renamed.expectFrom("vera", "JOIN", "#lobby")).isNotNull();
        }
    }

    @Test
    void whoSignsInIsInTheLobby() {
        try (WireClient early = server.newcomer("early");
                WireClient late = server.newcomer("late")) {
            assertThat(early.sync())
                    .filteredOn(line -> line.command().equals("JOIN"))
                    .anySatisfy(line -> assertThat(line.source()).startsWith("late!"));
            late.say("#lobby", "good morning");
            assertThat(early.syncMessages()).extracting("text").containsExactly("good morning");
        }
    }
}
