package chat.parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.RoomRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sender is told when the frame with its own event does not come, or late. */
class LostFramesTest {
    private static final Author ZOE = LoopWorld.stranger("zoe");
    private static final String[] LABELS = {"batch", "labeled-response", "echo-message", "message-tags"};

    private final LoopWorld world = new LoopWorld();

    @Test
    void labelsTheEchoOfAMessageWhoseFrameWasLost() {
        var ann = world.enter("ann", LABELS).join("#room");
        ann.send("@label=a PRIVMSG #room :hello", "PING 1");
        world.lose();
        assertThat(ann.heard()).isEmpty();

        world.pass(500);

        assertThat(ann.heard())
                .satisfiesExactly(
                        echo -> assertThat(echo).contains("label=a").endsWith(" :ann!u@192.0.2.1 PRIVMSG #room :hello"),
                        pong -> assertThat(pong).isEqualTo(":irc.test PONG irc.test 1"));
        assertThat(world.counts.unsettled).hasValue(0);
    }

    @Test
    void showsASenderWithoutEchoNothingOfALostFrame() {
        var ann = world.enter("ann").join("#room");
        ann.send("PRIVMSG #room :hello", "PING 1");
        world.lose();

        world.pass(500);

        assertThat(ann.heard()).containsExactly(":irc.test PONG irc.test 1");
    }

    @Test
    void keepsTheOrderOfTheRoomWhereOwnLinesAreAmongWhatWasLost() {
        var ann = world.enter("ann", "echo-message").join("#room");
        world.says(ZOE, "#room", "1");
        ann.send("PRIVMSG #room 2");
        world.says(ZOE, "#room", "3");
        world.lose();
        world.says(ZOE, "#room", "4");

        world.commit();

        assertThat(ann.heard())
                .containsExactly(
                        ":zoe!u@far PRIVMSG #room :1",
                        ":ann!u@192.0.2.1 PRIVMSG #room :2",
                        ":zoe!u@far PRIVMSG #room :3",
                        ":zoe!u@far PRIVMSG #room :4");
    }

    @Test
    void echoesAPrivateMessageWhoseFrameWasLost() {
        var ann = world.enter("ann", LABELS);
        var bob = world.enter("bob");
        ann.send("@label=p PRIVMSG bob :hello");
        world.lose();

        world.pass(500);

        assertThat(ann.heard()).singleElement().asString().contains("label=p").endsWith(" PRIVMSG bob :hello");
        assertThat(bob.heard()).containsExactly(":ann!u@192.0.2.1 PRIVMSG bob :hello");
    }

    @Test
    void givesNoEchoBesideTheAck() {
        var ann = world.enter("ann", LABELS).join("#room");
        ann.send("@label=a PRIVMSG #room :hello");
        List<ConversationEvents> late = world.rooms.take();
        world.failing(RoomRequest.Since.class);
        world.pass(2_500);
        assertThat(ann.heard()).singleElement().asString().contains("label=a").endsWith(" ACK");

        world.deliver(late);

        assertThat(ann.heard()).isEmpty();
    }

    @Test
    void echoesLateWhereThereWasNoLabel() {
        var ann = world.enter("ann", "echo-message").join("#room");
        ann.send("PRIVMSG #room :hello");
        world.lose();
        world.failing(RoomRequest.Since.class);
        world.pass(2_500);
        assertThat(ann.heard()).isEmpty();

        world.failing(null);
        world.pass(1_000);

        assertThat(ann.heard()).containsExactly(":ann!u@192.0.2.1 PRIVMSG #room :hello");
    }

    @Test
    void answersAJoinInTimeThoughTheRoomCannotBeHad() {
        var ann = world.enter("ann");
        world.failing(RoomRequest.Subscribe.class);
        ann.send("JOIN #room", "PING 1");
        world.commit();
        assertThat(ann.heard()).isEmpty();

        world.pass(2_000);
        assertThat(ann.heard()).containsExactly(":irc.test PONG irc.test 1");
        world.failing(null);
        world.pass(1_000);

        assertThat(ann.heard()).first().isEqualTo(":ann!u@192.0.2.1 JOIN #room");
    }

    @Test
    void goesOnFillingAfterAskingFailedWhileOtherEventsCame() {
        var ann = world.enter("ann").join("#room");
        world.says(ZOE, "#room", "1");
        List<ConversationEvents> first = world.rooms.take();
        world.says(ZOE, "#room", "2");
        world.failing(RoomRequest.Since.class);
        world.commit();
        world.deliver(first);
        world.says(ZOE, "#room", "3");
        world.lose();
        world.failing(null);

        world.pass(1_000);
        world.announceTails();

        assertThat(ann.heard())
                .containsExactly(
                        ":zoe!u@far PRIVMSG #room :1", ":zoe!u@far PRIVMSG #room :2", ":zoe!u@far PRIVMSG #room :3");
    }
}
