package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.World;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkreadTest {
    private static final String MARKER = "draft/read-marker";
    private static final String EARLY = "timestamp=2019-01-04T14:33:26.123Z";
    private static final String LATE = "timestamp=2020-01-04T14:33:26.123Z";
    private final World world = new World();

    @Test
    void remembersUpToWhereSomebodyHasRead() {
        world.guest("alice", MARKER)
                .says("MARKREAD #a", "MARKREAD #a " + EARLY, "MARKREAD #A")
                .hears("MARKREAD #a *", "MARKREAD #a " + EARLY, "MARKREAD #A " + EARLY);
    }

    @Test
    void neverGoesBack() {
        world.guest("alice", MARKER)
                .says("MARKREAD #a " + LATE, "MARKREAD #a " + EARLY)
                .hears("MARKREAD #a " + LATE, "MARKREAD #a " + LATE);
    }

    @Test
    void knowsPrivateConversationsByThePersonWhateverTheyAreCalled() {
        world.account("carol", "x");
        ScriptedClient bob = world.guest("bob");
        ScriptedClient alice = world.guest("alice", MARKER)
                .says("MARKREAD bob " + EARLY, "MARKREAD carol " + LATE, "MARKREAD nobody")
                .hears("MARKREAD bob " + EARLY, "MARKREAD carol " + LATE, "MARKREAD nobody *");
        bob.says("NICK robert");
        alice.says("MARKREAD robert").hears("MARKREAD robert " + EARLY);
    }

    @Test
    void isToldBeforeTheNamesOfARoom() {
        ScriptedClient alice = world.guest("alice", MARKER).says("MARKREAD #a " + EARLY);
        alice.forget();
        alice.says("JOIN #a")
                .hears(
                        ":alice!alice@host.test JOIN #a",
                        "MARKREAD #a " + EARLY,
                        "353 alice = #a @alice",
                        "366 alice #a …");
        world.guest("bob").says("JOIN #a").hears(":bob!bob@host.test JOIN #a", "353 bob …", "366 bob #a …");
    }

    @Test
    void isPartOfTheLabelledAnswerToAJoin() {
        world.guest("alice", MARKER, "batch", "labeled-response", "no-implicit-names")
                .says("@label=1 JOIN #a")
                .hears(
                        "@label=1 BATCH +1 labeled-response",
                        "@batch=1 :alice!alice@host.test JOIN #a",
                        "@batch=1 MARKREAD #a *",
                        "BATCH -1");
    }

    @Test
    void isToldToWhoIsPutIntoTheirRooms() {
        world.member("1", "alice", MARKER).says("JOIN #a", "MARKREAD #a " + EARLY);
        ScriptedClient second = world.open("2")
                .says("CAP REQ :sasl " + MARKER, "NICK alice", "USER a 0 * :A", "AUTHENTICATE PLAIN")
                .says("AUTHENTICATE " + ScriptedClient.base64("\0alice\0secret"), "CAP END", "PING x");
        second.hearsAmongOthers("001 alice …", ":alice!… JOIN #a", "MARKREAD #a " + EARLY, "366 alice #a …", "PONG …");
    }

    @Test
    void comesBeforeAnythingThatIsAskedForLater() {
        ScriptedClient one = world.member("1", "alice");
        ScriptedClient two = world.member("2", "alice", MARKER, "no-implicit-names");
        world.hold();
        one.says("JOIN #a");
        world.releaseOne();
        two.says("PING x");
        world.release();
        two.hears(":alice!alice@host.test JOIN #a", "MARKREAD #a *", "PONG irc.test x");
    }

    @Test
    void isToldToTheOtherDevicesOnce() {
        ScriptedClient one = world.member("1", "alice", MARKER);
        ScriptedClient two = world.member("2", "alice", MARKER);
        ScriptedClient plain = world.member("3", "alice");
        ScriptedClient bob = world.guest("bob", MARKER);
        one.says("MARKREAD #a " + LATE).hears("MARKREAD #a " + LATE);
        two.hears("MARKREAD #a " + LATE).says("MARKREAD #a " + EARLY).hears("MARKREAD #a " + LATE);
        one.hearsNothing();
        plain.hearsNothing();
        bob.hearsNothing();
    }

    @Test
    void announcesNothingForWhoHasOneDevice() {
        world.guest("alice", MARKER).says("MARKREAD #a " + EARLY);
        assertThat(world.asked(PresenceRequest.Announce.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "timestamp=", "timestamp=not-a-timestamp", "2019-01-04T14:33:26.123Z", "msgid=a-1"})
    void refusesWhatIsNoTime(String timestamp) {
        world.guest("alice", MARKER)
                .says("MARKREAD #a " + timestamp)
                .hears("FAIL MARKREAD INVALID_PARAMS " + timestamp + " …");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "!", "nobody"})
    void refusesToRememberWhatThereIsNot(String target) {
        world.guest("alice", MARKER)
                .says("MARKREAD " + target + " " + EARLY)
                .hears("FAIL MARKREAD INVALID_PARAMS " + target + " …");
    }

    @Test
    void wantsATarget() {
        world.guest("alice", MARKER)
                .says("MARKREAD", "MARKREAD :")
                .hears("FAIL MARKREAD NEED_MORE_PARAMS …", "FAIL MARKREAD NEED_MORE_PARAMS …");
        world.guest("bob", "standard-replies").says("MARKREAD #a").hears("FAIL MARKREAD CAPABILITY_REQUIRED …");
    }

    @Test
    void saysWhenItCannotBeToldAndGoesOn() {
        ScriptedClient alice = world.guest("alice", MARKER);
        world.failing(request -> request instanceof RoomRequest.MarkRead || request instanceof RoomRequest.ReadMarkerOf
                ? new Failure.Unavailable(true, "Not now")
                : null);
        alice.says("MARKREAD #a", "MARKREAD #a " + EARLY)
                .hears("FAIL MARKREAD INTERNAL_ERROR #a :Not now", "FAIL MARKREAD INTERNAL_ERROR #a :Not now");
        alice.says("JOIN #a");
        assertThat(alice.heard())
                .startsWith(":alice!alice@host.test JOIN #a", "FAIL MARKREAD INTERNAL_ERROR #a :Not now")
                .last()
                .asString()
                .startsWith("366");
    }

    @Test
    void saysNothingMoreOfARoomThatWasLeftMeanwhile() {
        ScriptedClient one = world.member("1", "alice");
        ScriptedClient two = world.member("2", "alice", MARKER);
        world.hold();
        one.says("JOIN #a", "PART #a");
        world.releaseOne();
        // the answer to the JOIN, then the PART is asked for; only then comes the marker
        world.releaseOne();
        List<String> heard = two.heard();
        world.release();
        assertThat(heard).first().isEqualTo(":alice!alice@host.test JOIN #a");
        two.hearsAmongOthers(":alice!alice@host.test PART #a");
    }
}
