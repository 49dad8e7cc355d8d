package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.World;
import chat.parley.relay.session.Input;
import chat.parley.relay.session.Peer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who connects while a service cannot be reached, or does not know yet: nicks are asked for again, by the session itself. */
class ConnectingTooEarlyTest {
    private final World world = new World();

    private void away(Class<?> requests, boolean certain, String why) {
        world.failing(request -> requests.isInstance(request) ? new Failure.Unavailable(certain, why) : null);
    }

    private ScriptedClient come() {
        return world.open("c").says("NICK alice", "USER a 0 * :A");
    }

    @Test
    void saysWhenTheServicesCannotBeReached() {
        away(PresenceRequest.Claim.class, true, "Presence cannot be reached");
        ScriptedClient client = come();
        client.hearsNothing();
        world.pass(5_000);
        client.hears("263 alice NICK …");
        world.failing(null);
        client.says("NICK alice").hearsAmongOthers("001 alice …");
    }

    @Test
    void asksAgainByItselfForANickThatPresenceCannotGiveYet() {
        away(PresenceRequest.Claim.class, true, "Who is called alice is still being found out");
        ScriptedClient client = come();
        world.pass(2_000);
        client.hearsNothing();

        world.failing(null);
        world.pass(250);

        client.hearsAmongOthers("001 alice …");
    }

    @Test
    void givesUpTheNickOfWhoVanishesWhileItIsAskedForAgain() {
        away(PresenceRequest.Claim.class, true, "Not yet");
        ScriptedClient client = come();
        client.on(new Input.Closed("Connection reset"));

        world.failing(null);
        world.pass(250);

        assertThat(world.views().presence().size()).isZero();
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void triesAgainToEnterItsRoomsAndLeavesWhenTheyCannotBeReached() {
        var failures = new AtomicInteger(2);
        world.failing(request -> request instanceof RoomRequest.Arrive && failures.getAndDecrement() > 0
                ? new Failure.Unavailable(false, "Not now")
                : null);
        world.open("alice").says("NICK alice", "USER a 0 * :A").hearsAmongOthers("001 alice …");
        assertThat(world.asked(RoomRequest.Arrive.class)).hasSize(3);

        failures.set(Integer.MAX_VALUE);
        ScriptedClient other = world.open("bob").says("NICK bob", "USER b 0 * :B");
        other.hearsAmongOthers("ERROR :Closing link: The rooms cannot be reached now");
        assertThat(other.isClosed()).isTrue();
    }

    @Test
    void triesAgainByItselfForANickWhenAccountsCannotBeReached() {
        away(AccountRequest.FindAccount.class, true, "Not now");
        ScriptedClient client = come();
        client.hears("263 alice NICK :Not now");
        world.pass(5_000);
        client.hearsNothing();
        assertThat(world.asked(AccountRequest.FindAccount.class)).hasSize(6);

        world.failing(null);
        world.pass(1_000);

        client.hearsAmongOthers("001 alice …");
    }

    @Test
    void triesAgainByItselfAfterAnAnswerThatWasLost() {
        away(PresenceRequest.Claim.class, false, "No answer");
        ScriptedClient client = come();
        client.hears("263 alice NICK :No answer");

        world.failing(null);
        world.pass(1_000);

        client.hearsAmongOthers("001 alice …");
        assertThat(world.views().presence().size()).isEqualTo(1);
    }

    @Test
    void triesAtOnceWhenTheClientAsksForANickAnew() {
        away(AccountRequest.FindAccount.class, true, "Not now");
        ScriptedClient same = world.open("a").says("NICK alice", "USER a 0 * :A");
        ScriptedClient other = world.open("b").says("NICK bob", "USER b 0 * :B");
        same.hears("263 alice NICK :Not now").says("NICK alice").hears("263 alice NICK :Not now");
        other.hears("263 bob NICK :Not now");

        world.failing(null);

        same.says("NICK alice").hearsAmongOthers("001 alice …");
        other.says("NICK bert").hearsAmongOthers("001 bert …");
    }

    @Test
    void triesNoLongerThanConnectingMayTake() {
        away(AccountRequest.FindAccount.class, true, "Not now");
        ScriptedClient client = come();
        world.pass(59_000);
        client.hears("263 alice NICK :Not now");
        world.pass(1_000);
        client.hears("ERROR :Closing link: Connection timed out before it was complete");
        assertThat(client.isClosed()).isTrue();
        assertThat(world.asked(AccountRequest.FindAccount.class)).hasSizeBetween(59, 61);
    }

    @Test
    void leavesItToThoseWhoTypeTheOldProtocolToTryAgain() {
        away(AccountRequest.FindAccount.class, true, "Not now");
        ScriptedClient client = world.open("c", new Peer("192.0.2.1", "host.test", true, true, null, true))
                .says("NICK alice", "USER a 0 * :A");
        client.hears("263 * NICK :Not now");
        world.failing(null);
        world.pass(5_000);
        client.hearsNothing();
        client.says("NICK alice").hearsAmongOthers("001 alice …");
    }

    @Test
    void letsGoWhoWillNotWaitForTheNextTry() {
        away(AccountRequest.FindAccount.class, true, "Not now");
        ScriptedClient client = come();
        client.says("PING x", "QUIT").hears("263 alice NICK :Not now", "PONG irc.test x", "ERROR :Closing link: Quit");
        assertThat(client.isClosed()).isTrue();
        assertThat(world.views().presence().size()).isZero();
    }

    @Test
    void givesTheNickBackThatItMayHaveGot() {
        away(PresenceRequest.Claim.class, false, "No answer");
        ScriptedClient client = come();
        client.hears("263 alice NICK :No answer");
        client.on(new Input.Closed("Connection reset"));
        assertThat(client.isClosed()).isTrue();
        assertThat(world.asked(PresenceRequest.Leave.class)).hasSize(1);
    }
}
