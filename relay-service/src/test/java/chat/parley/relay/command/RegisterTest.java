package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.relay.script.Settings;
import chat.parley.relay.script.World;
import chat.parley.relay.session.Peer;
import org.junit.jupiter.api.Test;

class RegisterTest {
    private final World world = new World();

    @Test
    void registersTheNickBeforeConnecting() {
        world.open("c")
                .says("CAP REQ draft/account-registration", "NICK alice", "REGISTER * * secret")
                .hears(
                        "CAP * ACK draft/account-registration",
                        "REGISTER SUCCESS alice :Account created: you are signed in",
                        "900 alice alice!*@host.test alice :You are now logged in as alice")
                .says("USER a 0 * :A", "CAP END")
                .hearsAmongOthers("001 alice …");
        assertThat(world.asked(chat.parley.contracts.presence.PresenceRequest.Claim.class)
                        .getFirst()
                        .account())
                .isEqualTo(world.account("alice"));
    }

    @Test
    void registersAGuestWhoIsHere() {
        world.guest("alice", "account-notify")
                .says("REGISTER alice * :se cret")
                .hears(
                        "REGISTER SUCCESS alice …",
                        "900 alice alice!alice@host.test alice …",
                        ":alice!alice@host.test ACCOUNT alice");
    }

    @Test
    void passesFirstAndLastNameOn() {
        world.open("c").says("NICK alice", "@parley.chat/first-name=Ada\\sM;parley.chat/last-name=Love REGISTER * * x");
        AccountRequest.Register asked =
                world.asked(AccountRequest.Register.class).getFirst();
        assertThat(asked.firstName()).isEqualTo("Ada M");
        assertThat(asked.lastName()).isEqualTo("Love");
        assertThat(asked.email()).isNull();
        assertThat(asked.address()).isEqualTo("192.0.2.1");
    }

    @Test
    void refusesATakenName() {
        world.account("alice", "x");
        world.guest("bob").says("REGISTER Alice * secret").hears("FAIL REGISTER ACCOUNT_EXISTS Alice …");
    }

    @Test
    void doesNotRegisterANickAwayFromAGuestWhoIsHere() {
        world.guest("root");
        world.open("c")
                .says("NICK root", "REGISTER * * secret")
                .hears("FAIL REGISTER ACCOUNT_EXISTS root :Somebody else is here under that nick");
    }

    @Test
    void refusesNamesThatAreNone() {
        world.guest("bob")
                .says("REGISTER bad!name * secret", "REGISTER " + "x".repeat(400) + " * secret", "REGISTER :* * *")
                .hears(
                        "FAIL REGISTER BAD_ACCOUNT_NAME bad!name :The name …",
                        "FAIL REGISTER BAD_ACCOUNT_NAME xxx…",
                        "461 bob REGISTER …");
    }

    @Test
    void refusesAnEmptyPassword() {
        world.guest("bob").says("REGISTER bob * :").hears("FAIL REGISTER WEAK_PASSWORD bob …");
    }

    @Test
    void needsANickForTheStar() {
        world.open("c").says("REGISTER * * secret").hears("FAIL REGISTER NEED_NICK * :Choose a nick first");
    }

    @Test
    void asksForTheConnectionToBeCompletedWhereThatIsTheRule() {
        var later = new World(new Settings().registration(true, false, false).build());
        later.open("c")
                .says("NICK alice", "REGISTER * * secret")
                .hears("FAIL REGISTER COMPLETE_CONNECTION_REQUIRED alice …");
    }

    @Test
    void asksForAnAddressWhereThatIsTheRule() {
        var strict = new World(new Settings().registration(true, true, true).build());
        strict.open("c")
                .says("NICK alice", "REGISTER * * secret", "REGISTER * nonsense secret")
                .says("REGISTER * \u009b2Ja@example.org secret")
                .hears(
                        "FAIL REGISTER INVALID_EMAIL alice …",
                        "FAIL REGISTER INVALID_EMAIL alice …",
                        "FAIL REGISTER INVALID_EMAIL alice …")
                .says("REGISTER * a@example.org secret")
                .hearsAmongOthers("REGISTER SUCCESS alice …");
    }

    @Test
    void refusesWhereAccountsAreNotMade() {
        var closed = new World(new Settings().registration(false, true, false).build());
        closed.guest("alice", "standard-replies")
                .says("REGISTER * * x")
                .hears("FAIL REGISTER REGISTRATION_DISABLED alice …");
    }

    @Test
    void refusesWhoIsSignedIn() {
        world.member("c", "alice").says("REGISTER bob * x").hears("FAIL REGISTER ALREADY_AUTHENTICATED bob …");
    }

    @Test
    void refusesInTheClear() {
        world.open("c", new Peer("203.0.113.5", "h", false, false))
                .says("NICK alice", "REGISTER * * secret")
                .hears("NOTICE alice :*** REGISTER INSECURE_CONNECTION alice: …");
    }

    @Test
    void tellsWhenTooManyWereRegistered() {
        world.failing(request -> request instanceof AccountRequest.Register
                ? new Failure.Denied(Reason.TOO_MANY_ATTEMPTS, "Too many accounts from your address")
                : null);
        world.guest("alice", "standard-replies")
                .says("REGISTER * * secret")
                .hears("FAIL REGISTER RATE_LIMITED :Too many accounts from your address");
    }

    @Test
    void takesTheAccountsNickWhereNicksAreForced() {
        var forced = new World(new Settings().forceNick(true).build());
        forced.guest("bob")
                .says("REGISTER alice * secret")
                .hearsAmongOthers(":bob!bob@host.test NICK alice", "900 alice …");
        forced.open("c")
                .says("NICK x", "USER u 0 * :U", "CAP LS", "NICK carl", "REGISTER dora * secret", "CAP END")
                .forget();
    }
}
