package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.Settings;
import chat.parley.relay.script.World;
import chat.parley.relay.session.Input;
import chat.parley.relay.session.Peer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectingTest {
    private final World world = new World();

    @Test
    void letsAGuestInAfterNickAndUser() {
        world.open("c")
                .says("NICK alice")
                .hearsNothing()
                .says("USER alice 0 * :Alice A")
                .hears(
                        "001 alice :Welcome to the Test chat, alice",
                        "002 alice :Your host is irc.test, running parley-test",
                        "003 alice :This server was started …",
                        "004 alice irc.test parley-test BRTiosw CIMRbehiklmnostv Ibehklov",
                        "005 alice NETWORK=Test CASEMAPPING=ascii … :are supported by this server",
                        "005 alice … :are supported by this server",
                        "005 alice … :are supported by this server",
                        "251 alice :There are 1 users and 0 invisible on 1 servers",
                        "252 alice 0 …",
                        "253 alice 0 …",
                        "255 alice :I have 1 clients and 1 servers",
                        "265 alice 1 1 :Current local users 1, max 1",
                        "266 alice 1 1 :Current global users 1, max 1",
                        "422 alice :There is no message of the day");
    }

    @Test
    void showsTheMessageOfTheDay() {
        var motd = new World(new Settings().motd("Be kind.", "").build());
        motd.open("c")
                .says("USER a 0 * :A", "NICK alice")
                .hearsAmongOthers(
                        "375 alice :- irc.test message of the day -",
                        "372 alice :- Be kind.",
                        "372 alice :- ",
                        "376 alice :End of MOTD");
    }

    @Test
    void recordsWhoConnectedFromWhere() {
        world.guest("alice");
        assertThat(world.audit()).containsExactly(new AuditEvent.Connected("alice", "192.0.2.1"));
    }

    @Test
    void waitsForTheEndOfNegotiation() {
        ScriptedClient client = world.open("c").says("CAP LS 302", "NICK alice", "USER alice 0 * :Alice");
        client.hears("CAP * LS * :sasl=PLAIN,SCRAM-SHA-256 …", "CAP * LS …");
        client.says("CAP END").hearsAmongOthers("001 alice …");
        assertThat(client.session().isConnected()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JOIN #a",
                "PRIVMSG bob :hi",
                "NAMES #a",
                "WHO x",
                "LIST",
                "MODE #a +i",
                "CHATHISTORY LATEST #a * 5",
                "WHATEVER"
            })
    void refusesCommandsBeforeTheirTime(String command) {
        world.open("c").says(command).hears("451 * :You have not registered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER a 0 * :A", "PASS secret"})
    void refusesToRegisterTwice(String command) {
        world.guest("alice").says(command).hears("462 alice :You may not register again");
    }

    @Test
    void answersPingBeforeRegistration() {
        world.open("c").says("PING abc").hears("PONG irc.test abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a b", "1abc", "-x", "ä", "a\u0001b", "#room", "a!b@c", "abc.def"})
    void refusesNamesThatAreNoNicks(String nick) {
        world.open("c").says("NICK :" + nick).hears("432 * … :Not a valid nick: it …");
    }

    @Test
    void refusesANickOfTenThousandCharactersWithoutRepeatingIt() {
        ScriptedClient client = world.open("c").says("NICK " + "x".repeat(10_000));
        List<String> heard = client.heard();
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst()).startsWith("432 * xxx").hasSizeLessThan(200);
    }

    @Test
    void asksForTheNickThatIsMissing() {
        world.open("c").says("NICK", "NICK :").hears("431 * :No nick given", "431 * :No nick given");
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER", "USER a", "USER a 0 *", "USER a 0 * :", "USER :"})
    void asksForWhatUserLacks(String line) {
        world.open("c").says(line).hears("461 * USER :Not enough parameters");
    }

    @Test
    void takesAnotherNickWhenTheFirstIsTaken() {
        world.guest("alice");
        world.open("c")
                .says("NICK ALICE", "USER b 0 * :B")
                .hears("433 * ALICE :Nick is already in use")
                .says("NICK bob")
                .hearsAmongOthers("001 bob …");
    }

    @Test
    void keepsTheNickOfAnAccountFromGuests() {
        world.account("alice", "secret");
        world.open("c")
                .says("NICK Alice", "USER a 0 * :A")
                .hears("433 * Alice :Nick is reserved for an account: sign in to it, or choose another")
                .says("NICK bob")
                .hearsAmongOthers("001 bob …");
    }

    @Test
    void sendsGuestsAwayWhereAccountsAreRequiredAndNoneCanBeMadeHere() {
        var closed = new World(
                new Settings().guests(false).registration(true, false, false).build());
        ScriptedClient client = closed.open("c").says("NICK alice", "USER a 0 * :A");
        client.hears(
                "FAIL * ACCOUNT_REQUIRED :You need to sign in with an account to connect, or to register one",
                "ERROR :Closing link: You need to sign in with an account");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void letsWhoHasNoAccountMakeOneByHand() {
        var closed = new World(new Settings().guests(false).build());
        ScriptedClient client = closed.open("c").says("NICK alice", "USER a 0 * :A");
        client.hears("FAIL * ACCOUNT_REQUIRED :You need to sign in with an account; to make one,"
                + " say within 60 seconds: /quote REGISTER alice * <password>");

        client.says("JOIN #lobby").hears("451 alice …");
        client.says("NICK alicia").hearsNothing();
        client.says("REGISTER alicia * secret-enough").hearsAmongOthers("REGISTER SUCCESS alicia …", "001 alicia …");
    }

    @Test
    void letsWhoForgotToSignInDoItByHand() {
        var closed = new World(new Settings().guests(false).build());
        closed.account("alice", "secret");
        ScriptedClient client = closed.open("c").says("NICK alice", "USER a 0 * :A");
        client.hears("FAIL * ACCOUNT_REQUIRED …");
        client.says("CAP REQ sasl", "AUTHENTICATE PLAIN")
                .says("AUTHENTICATE " + ScriptedClient.base64("\0alice\0secret"), "CAP END")
                .hearsAmongOthers("903 …", "001 alice …");
    }

    @Test
    void doesNotWaitForeverForAnAccount() {
        var closed = new World(new Settings().guests(false).build());
        ScriptedClient client = closed.open("c").says("NICK alice", "USER a 0 * :A");
        client.hears("FAIL * ACCOUNT_REQUIRED …");
        closed.pass(60_000);
        client.hears("ERROR :Closing link: Connection timed out before it was complete");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void givesWhoIsSignedInTheAccountsNickWhereNicksAreForced() {
        var forced = new World(new Settings().guests(false).forceNick(true).build());
        forced.account("alice", "secret");
        forced.open("c")
                .says("CAP REQ sasl", "NICK somebody", "USER a 0 * :A", "AUTHENTICATE PLAIN")
                .says("AUTHENTICATE " + ScriptedClient.base64("\0alice\0secret"), "CAP END")
                .hearsAmongOthers("900 somebody somebody!a@host.test alice …", "903 …", "001 alice …");
    }

    @Test
    void letsAnAccountInUnderAnotherNickWhereNicksAreFree() {
        ScriptedClient client = world.member("c", "alice", "somebody", new String[0]);
        client.says("WHOIS somebody").hearsAmongOthers("330 somebody somebody alice :is logged in as");
    }

    @Test
    void asksForTheServersPassword() {
        var locked = new World(new Settings().password("open sesame").build());
        ScriptedClient without = locked.open("a").says("NICK alice", "USER a 0 * :A");
        without.hears("464 alice :Password incorrect", "ERROR :Closing link: Bad password");
        assertThat(without.isClosed()).isTrue();
        locked.open("b")
                .says("PASS wrong", "NICK alice", "USER a 0 * :A")
                .hears("464 alice :Password incorrect", "ERROR :Closing link: Bad password");
        locked.open("c")
                .says("PASS :open sesame", "NICK alice", "USER a 0 * :A")
                .hearsAmongOthers("001 alice …");
    }

    @Test
    void needsTheServersPasswordOnlyOnceWhenTheNickWasTaken() {
        var locked = new World(new Settings().password("sesame").build());
        locked.open("a").says("PASS sesame", "NICK alice", "USER a 0 * :A").forget();
        locked.open("b")
                .says("PASS sesame", "NICK alice", "USER a 0 * :A", "NICK bob")
                .hearsAmongOthers("433 …", "001 bob …");
    }

    @Test
    void signsInByPassWhereTheServerHasNoPassword() {
        world.account("alice", "se:cret");
        world.open("c")
                .says("PASS alice:se:cret", "NICK alice", "USER a 0 * :A")
                .hearsAmongOthers("900 alice alice!a@host.test alice :You are now logged in as alice", "001 alice …");
    }

    @Test
    void closesAfterAWrongPasswordInPass() {
        world.account("alice", "secret");
        ScriptedClient client = world.open("c").says("PASS alice:wrong", "NICK alice", "USER a 0 * :A");
        client.hears("464 alice …", "ERROR :Closing link: Sign-in failed");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void takesNoPasswordsWhereTheyCouldBeRead() {
        world.account("alice", "secret");
        world.open("c", new Peer("203.0.113.5", "host.test", false, false))
                .says("PASS alice:secret", "NICK alice", "USER a 0 * :A")
                .hears(
                        "NOTICE alice :*** PASS INSECURE_CONNECTION: Passwords are not taken on a connection that is not encrypted",
                        "ERROR :Closing link: Passwords are not taken on this connection");
    }

    @Test
    void givesUpOnWhoNeverFinishes() {
        ScriptedClient client = world.open("c").says("NICK alice");
        world.pass(59_000);
        client.hearsNothing();
        world.pass(1_000);
        client.hears("ERROR :Closing link: Connection timed out before it was complete");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void leavesWithoutATraceWhenClosedWhileConnecting() {
        ScriptedClient client = world.open("c").says("NICK alice");
        client.on(new Input.Closed("Connection reset"));
        assertThat(client.isClosed()).isTrue();
        assertThat(world.asked(PresenceRequest.Leave.class)).isEmpty();
    }

    @Test
    void givesTheNickBackWhenClosedWhileItIsClaimed() {
        ScriptedClient client = world.open("c").says("NICK alice");
        world.hold();
        client.says("USER a 0 * :A");
        client.on(new Input.Closed("Connection reset"));
        world.release();
        assertThat(world.views().presence().size()).isZero();
        assertThat(client.isClosed()).isTrue();
    }
}
