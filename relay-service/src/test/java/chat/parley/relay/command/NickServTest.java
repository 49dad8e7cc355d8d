package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.Settings;
import chat.parley.relay.script.World;
import chat.parley.relay.session.Peer;
import org.junit.jupiter.api.Test;

class NickServTest {
    private static final String FROM = ":NickServ!NickServ@irc.test NOTICE ";

    private final World world = new World();

    @Test
    void registersTheNickThatSomebodyHas() {
        world.guest("alice")
                .says("PRIVMSG NickServ :REGISTER secret alice@example.org")
                .hears(
                        "900 alice alice!alice@host.test alice …",
                        FROM + "alice :The account alice is made, and you are signed in");
        assertThat(world.asked(AccountRequest.Register.class))
                .singleElement()
                .extracting(AccountRequest.Register::email)
                .isEqualTo("alice@example.org");
    }

    @Test
    void saysWhyItMakesNoAccount() {
        world.account("carol", "x");
        world.member("b", "bob").says("PRIVMSG nickserv :register x").hears(FROM + "bob :You are already signed in");
        world.guest("alice").says("PRIVMSG NickServ :REGISTER x nonsense").hears(FROM + "alice :Not a valid email …");
        var strict = new World(new Settings().registration(false, false, false).build());
        strict.guest("dave").says("PRIVMSG NickServ :REGISTER x").hears(FROM + "dave :…");
        assertThat(world.asked(AccountRequest.Register.class)).isEmpty();
    }

    @Test
    void signsIn() {
        world.account("alice", "secret");
        world.guest("guest1")
                .says("PRIVMSG NickServ :IDENTIFY alice wrong")
                .hears(FROM + "guest1 :…")
                .says("PRIVMSG NickServ :IDENTIFY alice secret")
                .hearsAmongOthers("900 guest1 … alice …", FROM + "guest1 :You are signed in")
                .says("PRIVMSG NickServ :IDENTIFY secret")
                .hears(FROM + "guest1 :You are signed in to alice already");
    }

    @Test
    void looksAfterCertificates() {
        String other = "cd".repeat(32);
        world.guest("zoe")
                .says("PRIVMSG NickServ :CERT LIST")
                .hears(FROM + "zoe :You are not signed in: IDENTIFY first");
        ScriptedClient bob = world.member("b", "bob");
        bob.says("PRIVMSG NickServ :CERT ADD")
                .hears(FROM + "bob :You show no certificate on this connection…")
                .says("PRIVMSG NickServ :CERT ADD nonsense")
                .hears(FROM + "bob :A fingerprint is a SHA-256…")
                .says("PRIVMSG NickServ :CERT ADD " + "CD:".repeat(32))
                .hears(FROM + "bob :Added: " + other + "…")
                .says("PRIVMSG NickServ :CERT LIST")
                .hears(FROM + "bob :" + other + ", since …")
                .says("PRIVMSG NickServ :CERT DEL")
                .hears(FROM + "bob :It is written: …")
                .says("PRIVMSG NickServ :CERT DEL " + other)
                .hears(FROM + "bob :Removed: " + other)
                .says("PRIVMSG NickServ :CERT DEL " + other)
                .hears(FROM + "bob :You have no such certificate")
                .says("PRIVMSG NickServ :CERT")
                .hears(FROM + "bob :It is written: CERT …");
    }

    @Test
    void changesThePasswordForWhoKnowsTheOldOne() {
        world.member("a", "alice")
                .says("PRIVMSG NickServ :PASSWORD wrong other")
                .hears(FROM + "alice :Wrong password.")
                .says("PRIVMSG NickServ :PASSWORD secret other")
                .hears(FROM + "alice :Your password is changed. …");
        world.guest("bob")
                .says("PRIVMSG NickServ :IDENTIFY alice other")
                .hearsAmongOthers(FROM + "bob :You are signed in");
        world.guest("carol").says("PRIVMSG NickServ :PASSWORD a b").hears(FROM + "carol :You are not signed in: …");
    }

    @Test
    void listsSessionsAndSignsOthersOut() {
        ScriptedClient one = world.member("one", "alice");
        ScriptedClient two = world.member("two", "alice");
        one.says("PRIVMSG NickServ :SESSIONS")
                .hears(
                        FROM + "alice :test/1 (this one), from host.test, since Tue, 14 Nov 2023 at 22:13:20 UTC",
                        FROM + "alice :test/2, from host.test, since …");
        one.says("PRIVMSG NickServ :SESSIONS LOGOUT test/9", "PRIVMSG NickServ :SESSIONS LOGOUT")
                .hears(FROM + "alice :There is no such session", FROM + "alice :It is written: SESSIONS …");
        one.says("PRIVMSG NickServ :sessions logout others").hears(FROM + "alice :Signed out: test/2");
        two.hears("ERROR :Closing link: Signed out from another device");
        assertThat(one.isClosed()).isFalse();
    }

    @Test
    void tellsAllThatIsKeptAboutOneself() {
        ScriptedClient alice = world.member("one", "alice");
        world.member("b", "bob").says("JOIN #den", "PRIVMSG #den :not hers").forget();
        String certificate = "ab".repeat(32);
        alice.says(
                        "PRIVMSG NickServ :CERT ADD " + certificate,
                        "JOIN #den",
                        "PRIVMSG #den :hello",
                        "PRIVMSG bob :" + "ä".repeat(150))
                .forget();
        alice.says("PRIVMSG NickServ :EXPORT")
                .hears(
                        FROM + "alice {\"account\":\"alice\",…",
                        FROM + "alice {\"certificate\":\"" + certificate + "\",\"added\":…}",
                        FROM + "alice {\"session\":\"test/1\",…",
                        FROM + "alice {\"room\":\"#den\",\"ranks\":\"\"}",
                        FROM + "alice {\"msgid\":…\"in\":\"#den\",\"text\":\"hello\"}",
                        FROM + "alice {\"msgid\":…\"to\":\"bob\",\"part\":1,\"text\":\"" + "ä".repeat(100) + "\"}",
                        FROM + "alice {\"msgid\":…\"part\":2,\"text\":\"" + "ä".repeat(50) + "\"}",
                        FROM + "alice :That is all");
        assertThat(world.audit()).contains(new AuditEvent.Act("alice", "exported their account"));
        world.guest("carol").says("PRIVMSG NickServ :EXPORT").hears(FROM + "carol :You are not signed in: …");
    }

    @Test
    void goesOnWithAnExportWhereItEnded() {
        ScriptedClient alice = world.member("one", "alice");
        alice.says("JOIN #den");
        for (int i = 0; i < 101; i++) {
            alice.says("PRIVMSG #den :message " + i);
        }
        alice.forget();
        alice.says("PRIVMSG NickServ :EXPORT").hearsAmongOthers(FROM + "alice :There is more: EXPORT …");
        alice.forget();
        alice.says("PRIVMSG NickServ :EXPORT nonsense").hears(FROM + "alice :That msgid is none of this server");
    }

    @Test
    void signsOutNobodyElsesSession() {
        ScriptedClient bob = world.member("b", "bob");
        world.member("a", "alice")
                .says("PRIVMSG NickServ :SESSIONS LOGOUT test/1")
                .hears(FROM + "alice :There is no …");
        assertThat(bob.isClosed()).isFalse();
    }

    @Test
    void deletesAnAccountAndEndsItsSessions() {
        ScriptedClient one = world.member("one", "alice");
        ScriptedClient two = world.member("two", "alice");
        one.says("PRIVMSG NickServ :DROP wrong").hears(FROM + "alice :Wrong password.");
        assertThat(world.asked(RoomRequest.Forget.class)).isEmpty();
        one.says("PRIVMSG NickServ :DROP secret")
                .hears(FROM + "alice :The account alice is deleted", "ERROR :Closing link: Account deleted");
        two.hears("ERROR :Closing link: Account deleted");
        assertThat(world.asked(RoomRequest.Forget.class)).hasSize(1);
        assertThat(world.audit()).contains(new AuditEvent.Act("alice", "deleted their account"));
        world.guest("alice");
        assertThat(world.asked(PresenceRequest.Claim.class)).hasSize(3);
    }

    @Test
    void takesNoPasswordWhereNoneAreTaken() {
        ScriptedClient plain = world.open("plain", new Peer("192.0.2.1", "host.test", false, false));
        plain.says("NICK plain", "USER plain 0 * :x").forget();
        plain.says("PRIVMSG NickServ :REGISTER secret", "PRIVMSG NickServ :IDENTIFY secret")
                .hears(FROM + "plain :Passwords are not taken …", FROM + "plain :Passwords are not taken …");
    }

    @Test
    void explainsItself() {
        ScriptedClient alice = world.guest("alice");
        alice.says("PRIVMSG NickServ :help").hearsAmongOthers(FROM + "alice :DROP <password> - …");
        alice.forget();
        alice.says("PRIVMSG NickServ :hi", "PRIVMSG NickServ :REGISTER", "NOTICE NickServ :HELP")
                .hears(
                        FROM + "alice :I do not know that. …",
                        FROM + "alice :It is written: REGISTER <password> [<email>]");
    }

    @Test
    void storesNothingThatIsSaidToIt() {
        ScriptedClient alice = world.guest("alice", "echo-message", "labeled-response", "batch");
        alice.says("@label=1 PRIVMSG NickServ :IDENTIFY x y")
                .hearsAmongOthers("@label=1 BATCH …", "@batch=1 :alice!alice@host.test PRIVMSG NickServ :IDENTIFY x y");
        assertThat(world.asked(RoomRequest.Say.class)).isEmpty();
        assertThat(world.audit()).noneMatch(event -> event.toString().contains("IDENTIFY"));
    }

    @Test
    void isTheOnlyOneOfItsName() {
        world.guest("alice").says("NICK nickserv", "NICK ChanServ").hears("432 alice …", "432 alice …");
        world.open("x")
                .says("NICK NickServ")
                .hears("432 * NickServ :Not a valid nick: it is reserved for a part of the server");
    }
}
