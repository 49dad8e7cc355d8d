package chat.parley.relay.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.relay.script.ScriptedClient;
import chat.parley.relay.script.World;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SayingTest {
    private final World world = new World();

    private ScriptedClient inRoom(String nick, String... capabilities) {
        ScriptedClient client = world.guest(nick, capabilities).says("JOIN #a");
        client.forget();
        return client;
    }

    @Test
    void reachesEveryoneElseInTheRoom() {
        ScriptedClient alice = inRoom("alice");
        ScriptedClient bob = inRoom("bob");
        alice.forget();
        alice.says("PRIVMSG #a :hi there").hearsNothing();
        bob.hears(":alice!alice@host.test PRIVMSG #a :hi there");
    }

    @Test
    void echoesToWhoAskedForIt() {
        inRoom("alice", "echo-message").says("PRIVMSG #a hi").hears(":alice!alice@host.test PRIVMSG #a hi");
    }

    @Test
    void reachesOnePerson() {
        ScriptedClient bob = world.guest("bob");
        world.guest("alice").says("PRIVMSG BOB hi").hearsNothing();
        bob.hears(":alice!alice@host.test PRIVMSG bob hi");
    }

    @Test
    void comesBackTwiceToWhoWritesToThemselvesWithEcho() {
        world.guest("alice", "echo-message", "labeled-response", "batch")
                .says("@label=1 PRIVMSG alice hi")
                .hears("@label=1 :alice!alice@host.test PRIVMSG alice hi", ":alice!alice@host.test PRIVMSG alice hi");
        world.guest("bob").says("PRIVMSG bob hi").hears(":bob!bob@host.test PRIVMSG bob hi");
    }

    @Test
    void waitsForSomebodyWhoIsNotHere() {
        world.account("carol", "x");
        world.guest("alice").says("PRIVMSG carol hi").hearsNothing();
        assertThat(world.asked(RoomRequest.Say.class)).hasSize(1);
    }

    @Test
    void cannotReachNobody() {
        world.guest("alice").says("PRIVMSG nobody hi").hears("401 alice nobody :No such nick or room");
    }

    @Test
    void tellsThatSomebodyIsAway() {
        world.guest("bob").says("AWAY :at lunch").forget();
        world.guest("alice").says("PRIVMSG bob hi", "NOTICE bob hi").hears("301 alice bob :at lunch");
    }

    @Test
    void putsEchoAndAwayIntoOneLabelledBatch() {
        world.guest("bob").says("AWAY :at lunch").forget();
        world.guest("alice", "echo-message", "labeled-response", "batch")
                .says("@label=7 PRIVMSG bob hi")
                .hears(
                        "@label=7 BATCH +1 labeled-response",
                        "@batch=1 :alice!alice@host.test PRIVMSG bob hi",
                        "@batch=1 301 alice bob :at lunch",
                        "BATCH -1");
    }

    @Test
    void answersALabelByTheEcho() {
        inRoom("alice", "echo-message", "labeled-response", "batch")
                .says("@label=abc PRIVMSG #a hi")
                .hears("@label=abc :alice!alice@host.test PRIVMSG #a hi");
    }

    @Test
    void answersALabelByAnAckWithoutEcho() {
        ScriptedClient alice = inRoom("alice", "labeled-response", "batch");
        world.hold();
        alice.says("@label=abc PRIVMSG #a hi").hearsNothing();
        world.release();
        alice.hears("@label=abc ACK");
    }

    @Test
    void ignoresLabelsOfThoseWhoHaveNotAskedForThem() {
        inRoom("alice", "echo-message").says("@label=abc PRIVMSG #a hi").hears(":alice!alice@host.test PRIVMSG #a hi");
        inRoom("bob", "echo-message", "labeled-response")
                .says("@label=abc PRIVMSG #a hi")
                .hears(":bob!bob@host.test PRIVMSG #a hi");
    }

    @Test
    void labelsSeveralTargetsTogether() {
        ScriptedClient bob = world.guest("bob");
        ScriptedClient carol = world.guest("carol");
        world.guest("alice", "echo-message", "labeled-response", "batch")
                .says("@label=9 PRIVMSG bob,carol,bob,nobody hi")
                .hears(
                        "@label=9 BATCH +1 labeled-response",
                        "@batch=1 :alice!alice@host.test PRIVMSG bob hi",
                        "@batch=1 :alice!alice@host.test PRIVMSG carol hi",
                        "@batch=1 401 alice nobody …",
                        "BATCH -1");
        bob.hears(":alice!alice@host.test PRIVMSG bob hi");
        carol.hears(":alice!alice@host.test PRIVMSG carol hi");
    }

    @Test
    void passesClientTagsOnToThoseWhoTakeTags() {
        ScriptedClient bob = inRoom("bob", "message-tags");
        ScriptedClient carol = inRoom("carol");
        inRoom("alice", "message-tags").says("@+reply=x;label=3;foo=bar PRIVMSG #a hi");
        assertThat(bob.heard().getLast())
                .contains("+reply=x")
                .contains("msgid=")
                .doesNotContain("foo");
        carol.hearsAmongOthers(":alice!alice@host.test PRIVMSG #a hi");
    }

    @Test
    void passesNoTagOnThatCannotStandOnTheWire() {
        ScriptedClient bob = inRoom("bob", "message-tags");
        inRoom("alice", "message-tags").says("@+a\1=x;+reply=y PRIVMSG #a hi");
        assertThat(bob.heard())
                .last()
                .asString()
                .endsWith(";+reply=y :alice!alice@host.test PRIVMSG #a hi")
                .doesNotContain("+a");
    }

    @Test
    void ignoresClientTagsOfThoseWhoTakeNone() {
        ScriptedClient bob = inRoom("bob", "message-tags");
        inRoom("alice").says("@+reply=x PRIVMSG #a hi");
        assertThat(bob.heard().getLast()).doesNotContain("+reply");
    }

    @Test
    void storesReactionsButNotTyping() {
        ScriptedClient alice = inRoom("alice", "message-tags");
        alice.says("@+typing=active TAGMSG #a", "@+draft/react=x;+draft/reply=y TAGMSG #a");
        assertThat(world.asked(RoomRequest.Say.class))
                .extracting(RoomRequest.Say::stored)
                .containsExactly(false, true);
    }

    @Test
    void storesNothingOfTypingWhateverElseItIsAbout() {
        ScriptedClient alice = inRoom("alice", "message-tags");
        alice.says(
                "@+typing=active;+draft/reply=x TAGMSG #a",
                "@+typing=done;+draft/react=x;+draft/reply=y TAGMSG #a",
                "@+draft/typing=done;+draft/reply=y PRIVMSG #a :hi");
        assertThat(world.asked(RoomRequest.Say.class))
                .extracting(RoomRequest.Say::stored)
                .containsExactly(false, true, true);
        assertThat(world.asked(RoomRequest.Say.class))
                .extracting(say -> say.clientTags().asMap().keySet().toString())
                .containsExactly("[+typing, +draft/reply]", "[+draft/react, +draft/reply]", "[+draft/reply]");
    }

    @Test
    void letsPrivateMessagesBelongToARoomThatTheSenderIsIn() {
        ScriptedClient bob = inRoom("bob", "message-tags");
        ScriptedClient alice = inRoom("alice", "message-tags");
        bob.forget();
        alice.says("@+draft/channel-context=#a NOTICE bob :see?");
        assertThat(bob.heard().getFirst()).contains("+draft/channel-context=#a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@+draft/channel-context=#other NOTICE bob :see?",
                "@+draft/channel-context=nonsense PRIVMSG bob :see?",
                "@+draft/channel-context PRIVMSG bob :see?",
                "@+channel-context=#a PRIVMSG #a :see?"
            })
    void ignoresRoomsThatAMessageCannotBelongTo(String line) {
        ScriptedClient bob = inRoom("bob", "message-tags").says("JOIN #other");
        ScriptedClient alice = inRoom("alice", "message-tags");
        bob.forget();
        alice.says(line);
        assertThat(bob.heard().getFirst()).endsWith("see?").doesNotContain("channel-context");
    }

    @Test
    void sendsNoTagMessageWithoutTags() {
        ScriptedClient bob = inRoom("bob", "message-tags");
        ScriptedClient alice = inRoom("alice", "message-tags", "labeled-response", "batch");
        bob.forget();
        alice.says("@label=1;+draft/channel-context=#nowhere TAGMSG bob").hears("@label=1 ACK");
        bob.hearsNothing();
    }

    @Test
    void showsTagMessagesOnlyToThoseWhoTakeTags() {
        ScriptedClient bob = inRoom("bob", "message-tags");
        ScriptedClient carol = inRoom("carol");
        ScriptedClient alice = inRoom("alice", "message-tags", "echo-message");
        bob.forget();
        carol.forget();
        alice.says("@+typing=active TAGMSG #a").hears("@+typing=active :alice!alice@host.test TAGMSG #a");
        bob.hears("@+typing=active :alice!alice@host.test TAGMSG #a");
        carol.hearsNothing();
    }

    @Test
    void needsTheCapabilityForTagMessages() {
        inRoom("alice", "standard-replies").says("TAGMSG #a").hears("FAIL TAGMSG CAPABILITY_REQUIRED message-tags …");
    }

    @Test
    void complainsAboutWhatIsMissing() {
        world.guest("alice")
                .says("PRIVMSG", "PRIVMSG :", "PRIVMSG #a", "PRIVMSG #a :", "PRIVMSG , x")
                .hears(
                        "411 alice :No recipient given (PRIVMSG)",
                        "411 alice :No recipient given (PRIVMSG)",
                        "412 alice :No text to send",
                        "412 alice :No text to send",
                        "411 alice :No recipient given (PRIVMSG)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOTICE #nowhere :x", "NOTICE nobody :x", "NOTICE", "NOTICE #a", "NOTICE !!! x"})
    void neverAnswersANotice(String line) {
        world.guest("alice").says(line).hearsNothing();
    }

    @Test
    void answersALabelledNoticeThatWasNotSaid() {
        world.guest("alice", "labeled-response", "batch")
                .says("@label=1 NOTICE nobody x")
                .hears("@label=1 401 alice nobody …");
    }

    @Test
    void refusesMoreTargetsThanAllowed() {
        world.guest("alice").says("PRIVMSG a,b,c,d,e hi").hears("407 alice a :Too many targets: 4 at most");
    }

    @Test
    void refusesWhatIsTooLongToBePassedOn() {
        world.guest("alice")
                .says("PRIVMSG bob :" + "x".repeat(480))
                .hears("417 alice :Message is too long to be passed on");
    }

    @Test
    void refusesRoomsThatAreNone() {
        world.guest("alice").says("PRIVMSG # hi", "PRIVMSG #a b").hears("403 alice # …", "403 alice #a …");
    }

    @Test
    void refusesWhoIsNotInTheRoom() {
        inRoom("bob");
        world.guest("alice").says("PRIVMSG #a hi").hears("404 alice #a …");
    }

    @Test
    void saysThatItIsCertainlyNotStored() {
        ScriptedClient alice = inRoom("alice", "echo-message", "standard-replies", "labeled-response", "batch");
        world.failing(request -> request instanceof RoomRequest.Say ? new Failure.Unavailable(true, "x") : null);
        alice.says("@label=1 PRIVMSG #a hi", "NOTICE #a hi")
                .hears("@label=1 FAIL PRIVMSG REFUSED #a …", "FAIL NOTICE REFUSED #a …");
    }

    @Test
    void saysThatNobodyKnowsWhetherItIsStored() {
        ScriptedClient alice = inRoom("alice", "standard-replies");
        world.failing(request -> request instanceof RoomRequest.Say ? new Failure.Unavailable(false, "x") : null);
        alice.says("PRIVMSG #a hi").hears("FAIL PRIVMSG UNKNOWN #a …");
    }

    @Test
    void isCertainThatNothingWasSaidToWhoCouldNotBeLookedUp() {
        ScriptedClient alice = world.guest("alice", "standard-replies");
        world.failing(
                request -> request instanceof AccountRequest.FindAccount ? new Failure.Unavailable(false, "x") : null);
        alice.says("PRIVMSG bob hi").hears("FAIL PRIVMSG REFUSED bob …");
    }

    @Test
    void saysItInANoticeToThoseWithoutStandardReplies() {
        ScriptedClient alice = inRoom("alice");
        world.failing(request -> request instanceof RoomRequest.Say ? new Failure.Unavailable(true, "x") : null);
        alice.says("PRIVMSG #a hi").hears("NOTICE alice :*** PRIVMSG REFUSED #a: Not stored, and never will be: …");
    }

    @Test
    void saysNothingOfFaultsOfOurs() {
        ScriptedClient alice = inRoom("alice");
        world.failing(request -> request instanceof RoomRequest.Say ? new Failure.Bug("Something went wrong") : null);
        alice.says("PRIVMSG #a hi").hears("400 alice PRIVMSG :Something went wrong");
    }

    @Test
    void standsOnceWhenItIsSentAgain() {
        ScriptedClient bob = inRoom("bob");
        ScriptedClient alice = world.member("c", "alice", "parley.chat/nonce", "echo-message", "message-tags")
                .says("JOIN #a");
        alice.forget();
        alice.says("@parley.chat/nonce=n1 PRIVMSG #a hi");
        List<String> echo = alice.heard();
        bob.forget();
        world.pass(5_000);
        alice.says("@parley.chat/nonce=n1 PRIVMSG #a hi");
        assertThat(alice.heard()).isEqualTo(echo).hasSize(1);
        assertThat(echo.getFirst()).contains("msgid=");
        bob.hearsNothing();
    }

    @Test
    void answersAResendByAnAckWithoutEcho() {
        ScriptedClient alice = world.member("c", "alice", "parley.chat/nonce", "labeled-response", "batch")
                .says("JOIN #a");
        alice.forget();
        alice.says("@parley.chat/nonce=n1;label=1 PRIVMSG #a hi", "@parley.chat/nonce=n1;label=2 PRIVMSG #a hi")
                .hears("@label=1 ACK", "@label=2 ACK");
    }

    @Test
    void refusesAnotherTextUnderTheSameNonce() {
        ScriptedClient alice = world.member("c", "alice", "parley.chat/nonce", "standard-replies")
                .says("JOIN #a");
        alice.forget();
        alice.says("@parley.chat/nonce=n1 PRIVMSG #a hi", "@parley.chat/nonce=n1 PRIVMSG #a ho")
                .hears("FAIL PRIVMSG NONCE_REUSED #a …");
    }

    @Test
    void refusesNoncesThatAreNone() {
        world.guest("alice", "parley.chat/nonce", "standard-replies")
                .says(
                        "@parley.chat/nonce=a\\sb PRIVMSG #a hi",
                        "@parley.chat/nonce=" + "x".repeat(65) + " PRIVMSG #a hi")
                .hears("FAIL PRIVMSG INVALID_NONCE #a …", "FAIL PRIVMSG INVALID_NONCE #a …");
    }

    @Test
    void ignoresNoncesOfThoseWhoHaveNotAskedForThem() {
        inRoom("alice").says("@parley.chat/nonce=n1 PRIVMSG #a hi");
        assertThat(world.asked(RoomRequest.Say.class).getFirst().nonce()).isNull();
    }

    @Test
    void keepsThoseAwayWhoAreNoAccountFromWhoWantsNoneOfThem() {
        ScriptedClient evan = world.member("e", "evan").says("MODE evan +R");
        ScriptedClient guest = world.guest("guest");
        ScriptedClient carol = world.member("c", "carol");
        evan.forget();
        guest.says("PRIVMSG evan :hi", "NOTICE evan :hi")
                .hears("477 guest evan :They take private messages from accounts only (+R)");
        carol.says("PRIVMSG evan :hi").hearsNothing();
        evan.hears(":carol!carol@host.test PRIVMSG evan hi");
        evan.says("ACCEPT guest,nobody").hears("401 evan nobody …");
        guest.says("PRIVMSG evan :hello").hearsNothing();
        evan.hears(":guest!guest@host.test PRIVMSG evan hello").says("ACCEPT -guest");
        guest.says("PRIVMSG evan :again").hears("477 …");
    }

    @Test
    void keepsWhatIsMeantForProgramsAwayFromWhoWantsNoneOfIt() {
        ScriptedClient evan = world.guest("evan").says("MODE evan +T");
        ScriptedClient bob = world.guest("bob");
        evan.forget();
        bob.says("PRIVMSG evan :\u0001VERSION\u0001", "NOTICE evan :\u0001PING 1\u0001")
                .hears("531 bob evan :They take no CTCP (+T)");
        evan.hearsNothing();
        bob.says("PRIVMSG evan :\u0001ACTION waves\u0001", "PRIVMSG evan :hi").hearsNothing();
        evan.hears(":bob!bob@host.test PRIVMSG evan :\u0001ACTION waves\u0001", ":bob!bob@host.test PRIVMSG evan hi");
        evan.says("PRIVMSG evan :\u0001PING 1\u0001").hears(":evan!evan@host.test PRIVMSG evan :\u0001PING 1\u0001");
    }

    @Test
    void takesTheAnswerOfWhomeverOneHasWrittenTo() {
        ScriptedClient evan = world.member("e", "evan").says("MODE evan +R");
        ScriptedClient guest = world.guest("guest");
        evan.says("PRIVMSG guest :hi").forget();
        guest.forget();
        guest.says("PRIVMSG evan :hello").hearsNothing();
        evan.hears(":guest!guest@host.test PRIVMSG evan hello");
    }
}
