package chat.parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.RoomName;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

/** What one event loop writes to its sessions, and when. */
class LoopTest {
    private static final Author ZOE = LoopWorld.stranger("zoe");
    private static final RoomName ROOM = new RoomName("#room");

    private final LoopWorld world = new LoopWorld();

    @Test
    void writesOnceForABatchHoweverManyEventsItHas() {
        var ann = world.enter("ann").join("#room");
        for (int i = 0; i < 50; i++) {
            world.says(ZOE, "#room", "text " + i);
        }

        world.commit();

        assertThat(ann.heard()).hasSize(50).last().isEqualTo(":zoe!u@far PRIVMSG #room :text 49");
        assertThat(ann.writes).isEqualTo(1);
    }

    @Test
    void flushesOnceInATurnWhateverIsWritten() {
        var ann = world.enter("ann").join("#room");
        ann.write("ISON 1", "ISON 2");
        ann.write("ISON 3", "ISON ann zoe");

        world.settle();

        assertThat(ann.heard()).hasSize(4);
        assertThat(ann.writes).isEqualTo(1);
    }

    @Test
    void endsAConnectionWhoseQueueIsFilledBelowIt() {
        var ann = world.enter("ann");
        assertThat(ann.channel.write(Unpooled.wrappedBuffer(new byte[2 << 20])).isDone())
                .isFalse();

        world.settle();

        assertThat(ann.heard()).last().asString().endsWith("ERROR :Closing link: SendQ exceeded");
    }

    @Test
    void showsWhoJoinsWithinABatchOnlyWhatCameAfter() {
        var ann = world.enter("ann").join("#room");
        var bob = world.enter("bob");

        world.says(ZOE, "#room", "before");
        bob.send("JOIN #room");
        world.says(ZOE, "#room", "after");
        world.commit();

        assertThat(bob.heard())
                .containsExactly(
                        ":bob!u@192.0.2.1 JOIN #room",
                        ":irc.test 353 bob = #room :ann bob",
                        ":irc.test 366 bob #room :End of NAMES list",
                        ":zoe!u@far PRIVMSG #room :after");
        assertThat(ann.heard())
                .containsExactly(
                        ":zoe!u@far PRIVMSG #room :before",
                        ":bob!u@192.0.2.1 JOIN #room",
                        ":zoe!u@far PRIVMSG #room :after");
    }

    @Test
    void showsWhoLeavesWithinABatchOnlyWhatCameBefore() {
        var ann = world.enter("ann").join("#room");
        var bob = world.enter("bob").join("#room");
        ann.heard();

        world.says(ZOE, "#room", "before");
        bob.send("PART #room :enough");
        world.says(ZOE, "#room", "after");
        world.commit();

        assertThat(bob.heard())
                .containsExactly(":zoe!u@far PRIVMSG #room :before", ":bob!u@192.0.2.1 PART #room :enough");
        assertThat(ann.heard())
                .containsExactly(
                        ":zoe!u@far PRIVMSG #room :before",
                        ":bob!u@192.0.2.1 PART #room :enough",
                        ":zoe!u@far PRIVMSG #room :after");
    }

    @Test
    void tellsSendersOfTheirOwnInTheOrderOfTheRoom() {
        var ann = world.enter("ann", "echo-message").join("#room");
        var bob = world.enter("bob").join("#room");
        ann.heard();

        world.says(ZOE, "#room", "1");
        ann.send("PRIVMSG #room 2", "PRIVMSG #room 3");
        world.says(ZOE, "#room", "4");
        bob.send("PRIVMSG #room 5");
        world.commit();

        assertThat(ann.heard())
                .containsExactly(
                        ":zoe!u@far PRIVMSG #room :1",
                        ":ann!u@192.0.2.1 PRIVMSG #room :2",
                        ":ann!u@192.0.2.1 PRIVMSG #room :3",
                        ":zoe!u@far PRIVMSG #room :4",
                        ":bob!u@192.0.2.1 PRIVMSG #room :5");
        assertThat(bob.heard())
                .containsExactly(
                        ":zoe!u@far PRIVMSG #room :1",
                        ":ann!u@192.0.2.1 PRIVMSG #room :2",
                        ":ann!u@192.0.2.1 PRIVMSG #room :3",
                        ":zoe!u@far PRIVMSG #room :4");
    }

    @Test
    void answersOnlyWhenTheEventIsHere() {
        var ann = world.enter("ann").join("#room");

        ann.send("PRIVMSG #room :hello", "PING 1");
        assertThat(ann.heard()).isEmpty();

        world.commit();
        assertThat(ann.heard()).containsExactly(":irc.test PONG irc.test 1");
    }

    @Test
    void echoesOnceToWhoIsNotInTheRoomWhetherTheEventComesHereOrNot() {
        world.rooms.answer(new RoomRequest.Join(ROOM, ZOE, LoopWorld.ELSEWHERE, null));
        var ann = world.enter("ann", "echo-message", "labeled-response", "batch");

        ann.send("@label=1 PRIVMSG #room :the event gets lost");
        world.lose();
        ann.send("@label=2 PRIVMSG #room :the event comes");
        world.commit();

        assertThat(ann.heard())
                .containsExactly(
                        "@label=1 :ann!u@192.0.2.1 PRIVMSG #room :the event gets lost",
                        "@label=2 :ann!u@192.0.2.1 PRIVMSG #room :the event comes");
    }

    @Test
    void answersWithoutTheEventAfterAWhile() {
        var ann = world.enter("ann").join("#room");
        ann.send("PRIVMSG #room :hello", "PING 1");
        world.lose();

        world.pass(2_000);

        assertThat(ann.heard()).containsExactly(":irc.test PONG irc.test 1");
        assertThat(world.counts.unsettled).hasValue(1);
    }

    @Test
    void makesOneBatchOfWhatGatheredWhileItWasBusy() {
        var ann = world.enter("ann").join("#room");
        long before = world.counts.batches.get();
        for (int i = 0; i < 100; i++) {
            world.says(ZOE, "#room", "text " + i);
            world.handOver();
        }

        world.settle();

        assertThat(ann.heard()).hasSize(100);
        assertThat(world.counts.batches.get() - before).isEqualTo(1);
    }
}
