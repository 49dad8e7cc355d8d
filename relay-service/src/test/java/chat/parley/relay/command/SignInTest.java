package chat.parley.relay.command;

import static chat.parley.relay.script.ScriptedClient.base64;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.Settings;
import chat.parley.relay.script.World;
import chat.parley.relay.session.Peer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {
    private final World world = new World();

    @BeforeEach
    void thereIsAnAccount() {
        world.account("alice", "secret");
    }

    private ScriptedClient ready() {
        ScriptedClient client = world.open("c").says("CAP REQ sasl");
        client.forget();
        return client;
    }

    @Test
    void signsInByPlain() {
        ready().says("AUTHENTICATE PLAIN")
                .hears("AUTHENTICATE +")
                .says("AUTHENTICATE " + base64("\0alice\0secret"))
                .hears(
                        "900 * *!*@host.test alice :You are now logged in as alice",
                        "903 * :SASL authentication successful");
    }

    @Test
    void signsInByScram() {
        ready().says("AUTHENTICATE scram-sha-256")
                .hears("AUTHENTICATE +")
                .says("AUTHENTICATE " + base64("alice"))
                .hears("AUTHENTICATE " + base64("server-first"))
                .says("AUTHENTICATE " + base64("proof"))
                .hears("AUTHENTICATE " + base64("server-final"))
                .says("AUTHENTICATE +")
                .hears("900 …", "903 …");
    }

    @Test
    void givesTheSameAnswerToAWrongNameAndAWrongPassword() {
        ScriptedClient client = ready();
        client.says("AUTHENTICATE PLAIN", "AUTHENTICATE " + base64("\0alice\0wrong"));
        var wrongPassword = client.heard();
        client.says("AUTHENTICATE PLAIN", "AUTHENTICATE " + base64("\0nobody\0secret"));
        assertThat(client.heard()).isEqualTo(wrongPassword).hasSize(2);
        assertThat(wrongPassword.getLast()).startsWith("904 * :");
    }

    @Test
    void namesTheMechanismsToWhoAsksForAnother() {
        ready().says("AUTHENTICATE EXTERNAL")
                .hears("908 * PLAIN,SCRAM-SHA-256 :are available SASL mechanisms", "904 * :SASL authentication failed");
    }

    @Test
    void understandsThoseWhoForgetToRequestTheCapability() {
        world.open("c")
                .says("CAP LS 302", "AUTHENTICATE PLAIN", "AUTHENTICATE " + base64("\0alice\0secret"))
                .hearsAmongOthers("AUTHENTICATE +", "900 * … alice …", "903 …");
    }

    @Test
    void abortsMidway() {
        ready().says("AUTHENTICATE PLAIN", "AUTHENTICATE *")
                .hears("AUTHENTICATE +", "906 * :SASL authentication aborted");
        assertThat(world.openSaslExchanges()).isZero();
    }

    @Test
    void abortsWhenTheConnectionIsCompletedMidway() {
        ready().says("NICK bob", "USER b 0 * :B", "AUTHENTICATE PLAIN", "CAP END")
                .hearsAmongOthers("906 bob …", "001 bob …");
        assertThat(world.openSaslExchanges()).isZero();
    }

    @Test
    void refusesAPieceThatIsTooLong() {
        ready().says("AUTHENTICATE PLAIN", "AUTHENTICATE " + "A".repeat(401))
                .hears("AUTHENTICATE +", "905 * :SASL message too long");
    }

    @Test
    void putsPiecesTogether() {
        String name = "a".repeat(30);
        world.account(name, "p".repeat(267));
        String whole = base64("\0" + name + "\0" + "p".repeat(267));
        assertThat(whole).hasSize(400);
        ready().says("AUTHENTICATE PLAIN", "AUTHENTICATE " + whole)
                .hears("AUTHENTICATE +")
                .says("AUTHENTICATE +")
                .hears("900 …", "903 …");
    }

    @Test
    void refusesPiecesWithoutEnd() {
        ScriptedClient client = ready().says("AUTHENTICATE PLAIN");
        for (int i = 0; i < 5; i++) {
            client.says("AUTHENTICATE " + "A".repeat(400));
        }
        client.hearsAmongOthers("AUTHENTICATE +", "904 * :SASL authentication failed: the message is too long");
        assertThat(world.openSaslExchanges()).isZero();
    }

    @Test
    void refusesWhatIsNotBase64() {
        ready().says("AUTHENTICATE PLAIN", "AUTHENTICATE !!!")
                .hears("AUTHENTICATE +", "904 * :SASL authentication failed: that is not base64");
        assertThat(world.openSaslExchanges()).isZero();
    }

    @Test
    void signsInByACertificateThatWasAdded() {
        String shown = "ab".repeat(32);
        world.member("a", "carol").says("PRIVMSG NickServ :CERT ADD " + shown).forget();
        Peer peer = new Peer("192.0.2.1", "host.test", true, true, shown, false);
        world.open("c", peer)
                .says("CAP REQ sasl", "AUTHENTICATE EXTERNAL", "AUTHENTICATE +")
                .hearsAmongOthers("AUTHENTICATE +", "900 * … carol …", "903 …");
        world.open("d", new Peer("192.0.2.1", "host.test", true, true, "cd".repeat(32), false))
                .says("CAP REQ sasl", "AUTHENTICATE EXTERNAL", "AUTHENTICATE +")
                .hearsAmongOthers("AUTHENTICATE +", "904 …");
    }

    @Test
    void offersNoExternalToThoseWhoShowNoCertificate() {
        ready().says("AUTHENTICATE EXTERNAL").hearsAmongOthers("908 * PLAIN,SCRAM-SHA-256 …", "904 …");
    }

    @Test
    void changesTheAccountBeforeConnecting() {
        world.account("bob", "other");
        ready().says(
                        "AUTHENTICATE PLAIN",
                        "AUTHENTICATE " + base64("\0alice\0secret"),
                        "AUTHENTICATE PLAIN",
                        "AUTHENTICATE " + base64("\0bob\0other"))
                .hearsAmongOthers("900 * … alice …", "903 …", "AUTHENTICATE +", "900 * … bob …", "903 …");
    }

    @Test
    void staysWhoItWasWhenASecondSignInFails() {
        ScriptedClient client = world.member("a", "alice", "batch");
        client.says("AUTHENTICATE PLAIN", "AUTHENTICATE " + base64("\0bob\0wrong"))
                .hearsAmongOthers("AUTHENTICATE +", "904 alice …");

        assertThat(client.session().person())
                .isEqualTo(new PersonId.OfAccount(world.account("alice").id()));
    }

    @Test
    void signsInToTheSameAccountAgainWithoutAnybodyNoticing() {
        ScriptedClient client = world.member("a", "alice", "account-notify");
        client.says("JOIN #a").forget();
        client.says("AUTHENTICATE PLAIN", "AUTHENTICATE " + base64("\0alice\0secret"))
                .hears("AUTHENTICATE +", "900 alice … alice …", "903 …");
    }

    @Test
    void leavesTheRoomsOfTheAccountThatItSignsOutOf() {
        world.account("bob", "other");
        ScriptedClient client = world.member("a", "alice", "batch");
        client.says("JOIN #a", "JOIN #b").forget();

        client.says("AUTHENTICATE PLAIN", "AUTHENTICATE " + base64("\0bob\0other"));

        assertThat(client.heard())
                .contains(
                        ":alice!alice@host.test PART #a :Signed in as bob",
                        ":alice!alice@host.test PART #b :Signed in as bob",
                        ":alice!alice@host.test NICK bob");
        assertThat(client.session().person())
                .isEqualTo(new PersonId.OfAccount(world.account("bob").id()));
    }

    @Test
    void keepsItsNickOnChangingTheAccountIfThatIsNotTheAccountsName() {
        world.account("bob", "other");
        ScriptedClient client = world.member("a", "alice", "visitor", new String[0]);
        client.says("AUTHENTICATE PLAIN", "AUTHENTICATE " + base64("\0bob\0other"))
                .hears("AUTHENTICATE +", "900 visitor … bob …", "903 …");
    }

    @Test
    void slowsDownWhoTriesTooOften() {
        world.failing(request -> request instanceof AccountRequest.BeginSasl
                ? new Failure.Denied(Reason.TOO_MANY_ATTEMPTS, "Too many attempts: try again in 60 seconds")
                : null);
        ready().says("AUTHENTICATE PLAIN").hears("904 * :Too many attempts: try again in 60 seconds");
    }

    @Test
    void saysWhenAccountsCannotBeReached() {
        world.failing(request -> request instanceof AccountRequest.ContinueSasl
                ? new Failure.Unavailable(true, "The accounts cannot be read at the moment")
                : null);
        ready().says("AUTHENTICATE PLAIN", "AUTHENTICATE " + base64("\0alice\0secret"))
                .hears("AUTHENTICATE +", "904 * :The accounts cannot be read at the moment");
    }

    @Test
    void takesNoPasswordInTheClear() {
        world.open("c", new Peer("203.0.113.5", "h", false, false))
                .says("AUTHENTICATE PLAIN")
                .hears("904 * :Passwords are not taken on a connection that is not encrypted");
    }

    @Test
    void makesAGuestUnderTheAccountsNickTheAccountsPerson() {
        // the nick was taken before the account was made
        ScriptedClient client = world.guest("bob", "sasl", "account-notify");
        world.account("bob", "secret");
        client.says("JOIN #a").forget();
        client.says("AUTHENTICATE PLAIN", "AUTHENTICATE " + base64("\0bob\0secret"))
                .hearsAmongOthers(
                        "AUTHENTICATE +",
                        "900 bob bob!bob@host.test bob :You are now logged in as bob",
                        "903 …",
                        ":bob!bob@host.test ACCOUNT bob");
        assertThat(client.session().person())
                .isEqualTo(new PersonId.OfAccount(world.account("bob").id()));
    }

    @Test
    void renamesAGuestWhoSignsInWhereNicksAreForced() {
        var forced = new World(new Settings().forceNick(true).build());
        forced.account("alice", "secret");
        forced.guest("bob", "sasl")
                .says("AUTHENTICATE PLAIN", "AUTHENTICATE " + base64("\0alice\0secret"))
                .hears(
                        "AUTHENTICATE +",
                        ":bob!bob@host.test NICK alice",
                        "900 alice alice!bob@host.test alice …",
                        "903 …");
    }

    @Test
    void failsWhenThePersonCannotBeTold() {
        ScriptedClient client = world.guest("bob", "sasl");
        world.failing(request ->
                request instanceof PresenceRequest.Identify ? new Failure.Unavailable(true, "Not now") : null);
        client.says("AUTHENTICATE PLAIN", "AUTHENTICATE " + base64("\0alice\0secret"))
                .hears("AUTHENTICATE +", "904 bob :Not now");
    }

    @Test
    void keepsTheNickOfAGuestWhoSignsInWhereNicksAreFree() {
        ScriptedClient client = world.guest("bob", "sasl", "account-notify");
        client.says("AUTHENTICATE PLAIN", "AUTHENTICATE " + base64("\0alice\0secret"))
                .hears(
                        "AUTHENTICATE +",
                        "900 bob bob!bob@host.test alice …",
                        "903 …",
                        ":bob!bob@host.test ACCOUNT alice");
        assertThat(client.session().person()).isInstanceOf(PersonId.OfGuest.class);
    }

    @Test
    void answersTheSignInBeforeItTellsOfIt() {
        world.account("alice", "secret");
        ScriptedClient guest = world.guest("guest", "sasl", "account-notify", "labeled-response", "batch");
        guest.says("AUTHENTICATE PLAIN").forget();
        guest.says("AUTHENTICATE " + ScriptedClient.base64("\0alice\0secret"))
                .hears("900 guest … alice …", "903 guest …", ":guest!guest@host.test ACCOUNT alice");
        world.account("bob", "secret");
        ScriptedClient other = world.guest("other", "account-notify", "labeled-response", "batch");
        other.says("@label=1 PRIVMSG NickServ :IDENTIFY bob secret")
                .hears(
                        "@label=1 BATCH +1 labeled-response",
                        "@batch=1 900 other … bob …",
                        "@batch=1 :NickServ!… NOTICE other :You are signed in",
                        "@batch=1 :other!other@host.test ACCOUNT bob",
                        "BATCH -1");
    }
}
