package chat.parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.RoomName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A loop keeps a room that it follows complete and in order. */
class LoopFollowingTest {
    private static final Author ZOE = LoopWorld.stranger("zoe");
    private static final RoomName ROOM = new RoomName("#room");

    private final LoopWorld world = new LoopWorld();

    @Test
    void showsAMessageOnceThatWasLostAndIsFetched() {
        var ann =
                world.enter("ann", "echo-message", "labeled-response", "batch").join("#room");
        ann.send("@label=1 PRIVMSG #room :hello");
        world.lose();
        world.announceTails();

        assertThat(ann.heard()).containsExactly(":ann!u@192.0.2.1 PRIVMSG #room :hello", "@label=1 :irc.test ACK");
    }

    @Test
    void echoesInItsPlaceWhatIsSaidWhileTheLoopBeginsToFollowTheRoom() {
        var ann = world.enter("ann", "echo-message", "labeled-response", "batch");
        var bob = world.enter("bob");
        world.holdSnapshots();
        bob.send("JOIN #room");
        ann.send("@label=1 PRIVMSG #room :hello");
        world.commit();
        assertThat(ann.heard()).isEmpty();

        world.releaseSnapshots();

        assertThat(ann.heard()).containsExactly("@label=1 :ann!u@192.0.2.1 PRIVMSG #room :hello");
        assertThat(bob.heard()).last().isEqualTo(":ann!u@192.0.2.1 PRIVMSG #room :hello");
    }

    @Test
    void appliesWhatComesWhileTheSnapshotIsAskedFor() {
        world.rooms.answer(new RoomRequest.Join(ROOM, ZOE, LoopWorld.ELSEWHERE, null));
        world.lose();
        var ann = world.enter("ann");
        world.holdSnapshots();
        ann.send("JOIN #room");
        List<ConversationEvents> joined = world.rooms.take();
        world.says(ZOE, "#room", "hello");

        world.deliver(joined);
        world.commit();
        assertThat(ann.heard()).isEmpty();
        world.releaseSnapshots();

        assertThat(ann.heard())
                .containsExactly(
                        ":ann!u@192.0.2.1 JOIN #room",
                        ":irc.test 353 ann = #room :ann",
                        ":irc.test 366 ann #room :End of NAMES list",
                        ":zoe!u@far PRIVMSG #room :hello");
    }

    @Test
    void putsInOrderWhatComesOutOfOrderAndRepeatedly() {
        var ann = world.enter("ann").join("#room");
        world.says(ZOE, "#room", "1");
        List<ConversationEvents> first = world.rooms.take();
        world.says(ZOE, "#room", "2");
        List<ConversationEvents> second = world.rooms.take();

        world.deliver(second);
        world.deliver(first);
        world.deliver(second);

        assertThat(ann.heard()).containsExactly(":zoe!u@far PRIVMSG #room :1", ":zoe!u@far PRIVMSG #room :2");
    }

    @Test
    void asksForALostLastEventWhenTheTailIsAnnounced() {
        var ann = world.enter("ann").join("#room");
        world.says(ZOE, "#room", "last");
        world.lose();

        world.announceTails();

        assertThat(ann.heard()).containsExactly(":zoe!u@far PRIVMSG #room :last");
        assertThat(world.counts.gaps).hasValue(1);
    }

    @Test
    void subscribesWhenAnotherDeviceTakesItsPersonIntoARoom() {
        var ann = world.enter("ann");
        Author same =
                new Author(world.personOf("ann").id(), world.personOf("ann").source(), null);

        world.rooms.answer(new RoomRequest.Join(ROOM, same, LoopWorld.ELSEWHERE, null));
        world.commit();

        assertThat(ann.heard()).first().isEqualTo(":ann!u@192.0.2.1 JOIN #room");
    }

    @Test
    void endsTheSubscriptionWhenTheLastOneLeaves() {
        var ann = world.enter("ann").join("#room");
        var bob = world.enter("bob").join("#room");

        ann.send("PART #room");
        world.commit();
        assertThat(world.unsubscribed).isEmpty();
        bob.vanish();
        world.settle();

        assertThat(world.unsubscribed).hasSize(1);
    }

    @Test
    void missesNothingThoughMoreComesThanMayWait() {
        var ann = world.enter("ann").join("#room");
        for (int i = 0; i < 3_000; i++) {
            world.says(ZOE, "#room", "text " + i);
            world.handOver();
        }

        world.settle();
        world.announceTails();

        assertThat(ann.heard()).hasSize(3_000).last().isEqualTo(":zoe!u@far PRIVMSG #room :text 2999");
        assertThat(world.counts.gaps.get()).isPositive();
    }
}
