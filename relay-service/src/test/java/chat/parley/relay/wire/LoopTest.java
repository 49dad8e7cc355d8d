package chat.parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Announcement;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.name.RoomName;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
    void answersWithoutTheEventAfterAWhile() {
        var ann = world.enter("ann").join("#room");
        ann.send("PRIVMSG #room :hello", "PING 1");
        world.lose();

        world.pass(2_000);

        assertThat(ann.heard()).containsExactly(":irc.test PONG irc.test 1");
        assertThat(world.counts.unsettled).hasValue(1);
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
        List<LoopWorld.Client> others = IntStream.range(0, 20)
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
