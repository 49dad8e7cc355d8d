package chat.parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Announcement;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.RoomName;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a loop shows of who comes, changes and goes, and how its own sessions end. */
class LoopPeopleTest {
    private static final Author ZOE = LoopWorld.stranger("zoe");
    private static final RoomName ROOM = new RoomName("#room");

    private final LoopWorld world = new LoopWorld();

    @Test
    void showsAKickToWhoIsKickedAndNothingAfter() {
        var ann = world.enter("ann").join("#room");
        world.rooms.kick(ROOM, ZOE, world.personOf("ann"), "out");
        world.says(ZOE, "#room", "after");

        world.commit();

        assertThat(ann.heard()).containsExactly(":zoe!u@far KICK #room ann :out");
    }

    @Test
    void showsModesAsOneLine() {
        var ann = world.enter("ann").join("#room");
        world.rooms.answer(new RoomRequest.ChangeModes(
                ROOM,
                ZOE,
                LoopWorld.ELSEWHERE,
                List.of(
                        new ModeChange(true, 'o', "ann", world.personOf("ann").id()),
                        new ModeChange(true, 'm', null, null),
                        new ModeChange(false, 'k', "key", null))));

        world.commit();

        assertThat(ann.heard()).containsExactly(":zoe!u@far MODE #room +om-k ann key");
    }

    @Test
    void showsManyWhoLeaveTogetherInOneWrite() {
        var ann = world.enter("ann").join("#room");
        List<LoopClient> others = IntStream.range(0, 20)
                .mapToObj(i -> world.enter("other" + i).join("#room"))
                .toList();
        ann.heard();

        others.forEach(other -> other.vanish());
        world.settle();

        assertThat(ann.heard()).hasSize(20).allMatch(line -> line.contains(" QUIT :"));
    }

    @Test
    void endsOnlyTheSessionInWhichSomethingIsWrong() {
        var ann = world.enter("ann").join("#room");
        var bob = world.enter("bob").join("#room");
        ann.heard();
        world.confuse();

        bob.send("LIST");

        assertThat(bob.heard()).contains("ERROR :Closing link: Internal error");
        assertThat(ann.heard()).containsExactly(":bob!u@192.0.2.1 QUIT :Internal error");
        ann.send("PING still");
        assertThat(ann.heard()).containsExactly(":irc.test PONG irc.test still");
    }

    @Test
    void showsToWhoMonitorsSomebodyWhatTheyWouldSeeInARoomWithThemAndOnceOnly() {
        var ann = world.enter("ann").join("#room");
        var bob = world.enter("bob").join("#room");
        var cid = world.enter("cid");
        var dan = world.enter("dan");
        for (var watching : List.of(ann, cid)) {
            watching.send("CAP REQ :extended-monitor away-notify setname account-notify");
        }
        dan.send("CAP REQ :away-notify");
        for (var watching : List.of(ann, cid, dan)) {
            watching.send("MONITOR + bob");
            watching.heard();
        }

        bob.send("AWAY :lunch");
        bob.send("SETNAME :Robert");
        bob.send("NICK rob");

        assertThat(ann.heard())
                .containsExactly(
                        ":bob!u@192.0.2.1 AWAY :lunch",
                        ":bob!u@192.0.2.1 SETNAME :Robert",
                        ":bob!u@192.0.2.1 NICK rob",
                        ":irc.test 731 ann bob");
        assertThat(cid.heard())
                .containsExactly(
                        ":bob!u@192.0.2.1 AWAY :lunch", ":bob!u@192.0.2.1 SETNAME :Robert", ":irc.test 731 cid bob");
        assertThat(dan.heard()).containsExactly(":irc.test 731 dan bob");
    }

    @Test
    void marksWhatBotsDoForThoseWhoKnowTags() {
        var ann = world.enter("ann").join("#room");
        ann.send("CAP REQ :message-tags away-notify");
        var plain = world.enter("plain").join("#room");
        var bob = world.enter("bob");
        bob.send("MODE bob +B");
        ann.heard();
        plain.heard();

        bob.join("#room");
        bob.send("AWAY :x");
        bob.send("QUIT :bye");

        assertThat(ann.heard())
                .hasSize(3)
                .allMatch(line -> line.matches("@(msgid=[^; ]+;)?bot :bob!u@192.0.2.1 (JOIN|AWAY|QUIT) .*"));
        assertThat(plain.heard()).hasSize(2).allMatch(line -> line.startsWith(":bob!u@192.0.2.1 "));
    }

    @Test
    void endsAllSessionsThatAnAnnouncementIsAbout() {
        var ann = world.enter("ann");
        var bob = world.enter("bob").join("#room");
        var cid = world.enter("cid").join("#room");
        bob.heard();
        cid.heard();

        world.announce(new Announcement.Expel(world.personOf("bob").id(), "Killed (root (spam))"));

        assertThat(bob.heard()).containsExactly("ERROR :Closing link: Killed (root (spam))");
        assertThat(cid.heard()).containsExactly(":bob!u@192.0.2.1 QUIT :Killed (root (spam))");
        ann.send("PING still");
        assertThat(ann.heard()).containsExactly(":irc.test PONG irc.test still");
    }

    @Test
    void tellsNobodyElseUpToWhereSomebodyHasRead() {
        var ann = world.enter("ann", "draft/read-marker");
        var bob = world.enter("bob", "draft/read-marker");
        var elsewhere = new SessionId(new RelayId("elsewhere"), 1);

        world.announce(new Announcement.Read(world.personOf("bob").id(), elsewhere, "#room", 1_234));

        assertThat(bob.heard()).containsExactly(":irc.test MARKREAD #room timestamp=1970-01-01T00:00:01.234Z");
        assertThat(ann.heard()).isEmpty();
    }

    @Test
    void showsWhoQuitsThatTheyDo() {
        var ann = world.enter("ann").join("#room");
        var bob = world.enter("bob").join("#room");
        ann.heard();

        bob.send("QUIT :enough");

        assertThat(bob.heard())
                .containsExactly(":bob!u@192.0.2.1 QUIT :Quit: enough", "ERROR :Closing link: Quit: enough");
        assertThat(ann.heard()).singleElement().asString().startsWith(":bob!u@192.0.2.1 QUIT :");
    }

    @Test
    void endsASessionOnlyWhenTheOthersHaveBeenToldThatItLeaves() {
        var ann = world.enter("ann").join("#room");
        var bob = world.enter("bob").join("#room");
        ann.heard();
        world.holdPresence();

        bob.send("QUIT :enough");
        assertThat(bob.heard()).isEmpty();
        assertThat(ann.heard()).isEmpty();
        world.releasePresence();

        assertThat(ann.heard()).singleElement().asString().startsWith(":bob!u@192.0.2.1 QUIT :");
        assertThat(bob.heard())
                .containsExactly(":bob!u@192.0.2.1 QUIT :Quit: enough", "ERROR :Closing link: Quit: enough");
    }

    @Test
    void endsASessionThoughItIsNeverHeardThatItLeft() {
        var bob = world.enter("bob");
        world.holdPresence();
        bob.send("QUIT :enough");

        world.pass(2_000);

        assertThat(bob.heard())
                .containsExactly(":bob!u@192.0.2.1 QUIT :Quit: enough", "ERROR :Closing link: Quit: enough");
    }
}
