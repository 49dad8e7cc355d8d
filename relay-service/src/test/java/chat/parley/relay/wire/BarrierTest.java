package chat.parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.room.RoomRequest;
import org.junit.jupiter.api.Test;

class BarrierTest {
    private final LoopWorld world = new LoopWorld();
    private final LoopClient ann = world.enter("ann").join("#room");
    private final LoopClient bob = world.enter("bob").join("#room");

    BarrierTest() {
        ann.heard();
    }

    @Test
    void answersOnlyWhenWhatAnotherAskedIsHere() {
        ann.send("PRIVMSG #room :hello");
        bob.send("PING 1");
        assertThat(bob.heard()).isEmpty();

        world.commit();

        assertThat(bob.heard()).containsExactly(":ann!u@192.0.2.1 PRIVMSG #room :hello", ":irc.test PONG irc.test 1");
    }

    @Test
    void waitsForWhatWasSentBeforeAndIsNotTakenUpYet() {
        var cid = world.enter("cid");
        cid.send("JOIN #room", "PRIVMSG #room :hello");
        bob.send("PING 1");

        world.commit();
        assertThat(bob.heard()).containsExactly(":cid!u@192.0.2.1 JOIN #room");
        world.commit();

        assertThat(bob.heard()).containsExactly(":cid!u@192.0.2.1 PRIVMSG #room :hello", ":irc.test PONG irc.test 1");
    }

    @Test
    void waitsForNothingThatIsSentLater() {
        ann.send("PRIVMSG #room :1");
        var before = world.rooms.take();
        bob.send("PING 1");
        ann.send("PRIVMSG #room :2");

        world.deliver(before);

        assertThat(bob.heard()).containsExactly(":ann!u@192.0.2.1 PRIVMSG #room :1", ":irc.test PONG irc.test 1");
    }

    @Test
    void readsWhatWasSentBeforeEvenIfItWasNotReadYet() {
        bob.write("PING 1");
        ann.write("PRIVMSG #room :hello");
        world.settle();
        assertThat(bob.heard()).isEmpty();

        world.commit();

        assertThat(bob.heard()).containsExactly(":ann!u@192.0.2.1 PRIVMSG #room :hello", ":irc.test PONG irc.test 1");
    }

    @Test
    void answersAllTheSameAfterTwoSecondsWithoutAnAnswer() {
        world.silent(RoomRequest.Say.class);
        ann.send("PRIVMSG #room :hello");
        bob.send("PING 1");

        world.pass(1_000);
        assertThat(bob.heard()).isEmpty();
        world.pass(1_000);
        assertThat(bob.heard()).containsExactly(":irc.test PONG irc.test 1");
    }

    @Test
    void nobodyWaitsLongerBecauseManyWait() {
        world.silent(RoomRequest.Say.class);
        ann.send("PRIVMSG #room :hello");
        bob.send("PING 1");
        world.pass(1_500);
        var cid = world.enter("cid");
        cid.send("PING 2");

        world.pass(2_000);

        assertThat(bob.heard()).contains(":irc.test PONG irc.test 1");
        assertThat(cid.heard()).containsExactly(":irc.test PONG irc.test 2");
    }

    @Test
    void whoPingsWaitsForNobodyWhoPings() {
        for (int i = 0; i < 3; i++) {
            ann.write("PING a" + i, "PRIVMSG #room :a" + i);
            bob.write("PING b" + i, "PRIVMSG #room :b" + i);
        }
        for (int i = 0; i < 8; i++) {
            world.settle();
            world.commit();
        }

        assertThat(ann.heard()).contains(":irc.test PONG irc.test a2");
        assertThat(bob.heard()).contains(":irc.test PONG irc.test b2");
        assertThat(world.counts.unsettled).hasValue(0);
    }

    @Test
    void waitsNeitherForSignInNorForReading() {
        world.silent(RoomRequest.History.class);
        ann.send("CAP REQ :draft/chathistory batch", "CHATHISTORY LATEST #room * 10");
        assertThat(world.asked).anyMatch(RoomRequest.History.class::isInstance);
        bob.send("PING 1");
        assertThat(bob.heard()).containsExactly(":irc.test PONG irc.test 1");

        world.silent(AccountRequest.class);
        world.connect().send("NICK cid", "USER u 0 * :Cid");
        bob.send("PING 2");
        assertThat(bob.heard()).containsExactly(":irc.test PONG irc.test 2");
    }

    @Test
    void doesNotWaitForWhoIsGoneAndAnswered() {
        ann.send("PRIVMSG #room :hello");
        ann.vanish();
        bob.send("PING 1");
        world.settle();
        assertThat(bob.heard()).isEmpty();

        world.commit();

        assertThat(bob.heard()).contains(":irc.test PONG irc.test 1").contains(":ann!u@192.0.2.1 PRIVMSG #room :hello");
        bob.send("PING 2");
        assertThat(bob.heard()).containsExactly(":irc.test PONG irc.test 2");
    }

    @Test
    void labelsTheAnswerThatHadToWait() {
        var cid = world.enter("cid", "labeled-response", "batch");
        ann.send("PRIVMSG #room :hello");
        cid.send("@label=one PING 1", "@label=two PING 2");
        assertThat(cid.heard()).isEmpty();

        world.commit();

        assertThat(cid.heard())
                .containsExactly("@label=one :irc.test PONG irc.test 1", "@label=two :irc.test PONG irc.test 2");
    }

    @Test
    void refusesAPingWithoutATokenAtOnce() {
        ann.send("PRIVMSG #room :hello");
        bob.send("PING");

        assertThat(bob.heard()).containsExactly(":irc.test 409 bob :No origin given");
    }
}
