package chat.parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.room.Author;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who comes and goes in a large room is told in batches, and nobody can tell from what they read but by the clock. */
class LargeRoomTest {
    private static final Author ZOE = LoopWorld.stranger("zoe");
    /** Longer than anything waits. */
    private static final long A_WHILE_MILLIS = 1_000;

    /** A room is large from two readers on, and then has them wait for 1 ms. */
    private final LoopWorld world = new LoopWorld(2);

    private final LoopClient ann = world.enter("ann").join("#room");
    private final LoopClient bob = world.enter("bob").join("#room");

    LargeRoomTest() {
        world.pass(A_WHILE_MILLIS);
        ann.heard();
        bob.heard();
    }

    private LoopClient joins(String nick, String... capabilities) {
        var client = world.enter(nick, capabilities);
        client.send("JOIN #room");
        world.commit();
        return client;
    }

    @Test
    void tellsManyWhoComeOneAfterTheOtherInOneWrite() {
        joins("cat");
        joins("dan");
        joins("eve");
        assertThat(ann.heard()).isEmpty();

        world.pass(A_WHILE_MILLIS);

        assertThat(ann.heard())
                .containsExactly(
                        ":cat!u@192.0.2.1 JOIN #room", ":dan!u@192.0.2.1 JOIN #room", ":eve!u@192.0.2.1 JOIN #room");
        assertThat(ann.writes).isEqualTo(1);
    }

    @Test
    void tellsWhoComesOfItselfAtOnce() {
        assertThat(joins("cat").heard())
                .containsExactly(
                        ":cat!u@192.0.2.1 JOIN #room",
                        ":irc.test 353 cat = #room :ann bob cat",
                        ":irc.test 366 cat #room :End of NAMES list");
    }

    @Test
    void tellsWhoComesOnlyOfThoseWhoComeLater() {
        var cat = joins("cat");
        cat.heard();
        joins("dan");

        world.pass(A_WHILE_MILLIS);

        assertThat(cat.heard()).containsExactly(":dan!u@192.0.2.1 JOIN #room");
    }

    @Test
    void aMessageTakesAlongWhatWaitsInFrontOfItAndInOneWrite() {
        var cat = joins("cat");

        cat.send("PRIVMSG #room :hello");
        world.commit();

        for (var reader : List.of(ann, bob)) {
            assertThat(reader.heard())
                    .containsExactly(":cat!u@192.0.2.1 JOIN #room", ":cat!u@192.0.2.1 PRIVMSG #room :hello");
            assertThat(reader.writes).isEqualTo(1);
        }
    }

    @Test
    void aMessageIsReadInFrontOfWhoComesLater() {
        joins("cat");
        world.says(ZOE, "#room", "between");
        world.commit();
        joins("dan");
        world.pass(A_WHILE_MILLIS);

        assertThat(ann.heard())
                .containsExactly(
                        ":cat!u@192.0.2.1 JOIN #room",
                        ":zoe!u@far PRIVMSG #room :between",
                        ":dan!u@192.0.2.1 JOIN #room");
    }

    @Test
    void aPongIsABarrierForWhoeverAsks() {
        joins("cat");

        ann.send("PING 1");

        assertThat(ann.heard()).containsExactly(":cat!u@192.0.2.1 JOIN #room", ":irc.test PONG irc.test 1");
        assertThat(bob.heard()).isEmpty();
        world.pass(A_WHILE_MILLIS);
        assertThat(ann.heard()).isEmpty();
        assertThat(bob.heard()).containsExactly(":cat!u@192.0.2.1 JOIN #room");
    }

    @Test
    void whoAsksForTheNamesHasBeenToldOfAllOfThem() {
        joins("cat");

        ann.send("NAMES #room");

        assertThat(ann.heard())
                .containsExactly(
                        ":cat!u@192.0.2.1 JOIN #room",
                        ":irc.test 353 ann = #room :ann bob cat",
                        ":irc.test 366 ann #room :End of NAMES list");
    }

    @Test
    void whoComesAndGoesIsToldAsHavingComeAndGone() {
        joins("cat").vanish();
        world.settle();
        assertThat(ann.heard()).isEmpty();

        world.pass(A_WHILE_MILLIS);

        assertThat(ann.heard())
                .containsExactly(":cat!u@192.0.2.1 JOIN #room", ":cat!u@192.0.2.1 QUIT :Connection closed");
        assertThat(ann.writes).isEqualTo(1);
    }

    @Test
    void whoGoesAndComesBackIsToldInThatOrder() {
        bob.vanish();
        world.settle();
        joins("bob");

        world.pass(A_WHILE_MILLIS);

        assertThat(ann.heard())
                .containsExactly(":bob!u@192.0.2.1 QUIT :Connection closed", ":bob!u@192.0.2.1 JOIN #room");
    }

    @Test
    void whoLeavesIsToldSoAtOnceAndTheOthersLater() {
        var cat = joins("cat");
        cat.heard();

        cat.send("PART #room");
        world.commit();

        assertThat(cat.heard()).containsExactly(":cat!u@192.0.2.1 PART #room");
        assertThat(ann.heard()).isEmpty();
        world.pass(A_WHILE_MILLIS);
        assertThat(ann.heard()).containsExactly(":cat!u@192.0.2.1 JOIN #room", ":cat!u@192.0.2.1 PART #room");
    }

    @Test
    void aNewNickIsToldAtOnceBehindTheJoin() {
        var cat = joins("cat");

        cat.send("NICK tom");

        assertThat(ann.heard()).containsExactly(":cat!u@192.0.2.1 JOIN #room", ":cat!u@192.0.2.1 NICK tom");
    }

    @Test
    void everyReaderIsHandedItsOwnFormInOneWrite() {
        var cat = joins("cat", "extended-join", "away-notify", "multi-prefix");
        world.pass(A_WHILE_MILLIS);
        cat.heard();
        ann.heard();
        var dan = joins("dan");
        joins("eve");

        dan.send("PRIVMSG #room :hello");
        world.commit();

        assertThat(cat.heard())
                .containsExactly(
                        ":dan!u@192.0.2.1 JOIN #room * :Real dan",
                        ":eve!u@192.0.2.1 JOIN #room * :Real eve",
                        ":dan!u@192.0.2.1 PRIVMSG #room :hello");
        assertThat(cat.writes).isEqualTo(1);
        assertThat(ann.heard())
                .containsExactly(
                        ":dan!u@192.0.2.1 JOIN #room",
                        ":eve!u@192.0.2.1 JOIN #room",
                        ":dan!u@192.0.2.1 PRIVMSG #room :hello");
        assertThat(ann.writes).isEqualTo(1);
    }

    @Test
    void inASmallRoomThatOneSharesItIsToldAtOnce() {
        var cat = joins("cat");
        cat.heard();
        world.pass(A_WHILE_MILLIS);
        ann.heard();
        bob.heard();
        cat.join("#small");
        // two more see cat in another room, where nobody else is large
        var dan = world.enter("dan").join("#small");
        world.pass(A_WHILE_MILLIS);
        dan.heard();

        cat.vanish();
        world.settle();
        world.pass(A_WHILE_MILLIS);

        assertThat(dan.heard()).containsExactly(":cat!u@192.0.2.1 QUIT :Connection closed");
        assertThat(ann.heard()).containsExactly(":cat!u@192.0.2.1 QUIT :Connection closed");
        assertThat(bob.heard()).containsExactly(":cat!u@192.0.2.1 QUIT :Connection closed");
    }

    @Test
    void whatFillsTheBufferIsToldBeforeItsTime() {
        List<String> expected = new ArrayList<>();
        // each some 60 bytes, of which 65,536 wait at most
        for (int i = 0; i < 1_500; i++) {
            var author = LoopWorld.stranger("a-rather-long-nick-%08d".formatted(i));
            world.joins(author, "#room");
            world.commit();
            expected.add(":" + author.source().text() + " JOIN #room");
        }
        List<String> early = ann.heard();
        assertThat(early).isNotEmpty();

        world.pass(A_WHILE_MILLIS);

        List<String> all = new ArrayList<>(early);
        all.addAll(ann.heard());
        assertThat(all).isEqualTo(expected);
    }

    @Test
    void whoIsClosedWhileSomethingWaitsReadsIt() {
        joins("cat");

        ann.send("QUIT :bye");

        assertThat(ann.heard()).first().isEqualTo(":cat!u@192.0.2.1 JOIN #room");
    }

    @Test
    void whoComesAfterAMessageHasAllTheTimeToBeTold() {
        // readers for a pause of 2 ms
        for (int i = 0; i < 80; i++) {
            joins("reader" + i);
        }
        world.pass(A_WHILE_MILLIS);
        ann.heard();
        joins("cat");
        world.pass(1);
        world.says(ZOE, "#room", "hello");
        world.commit();
        assertThat(ann.heard()).hasSize(2);
        joins("dan");

        world.pass(1);
        assertThat(ann.heard()).isEmpty();
        world.pass(1);
        assertThat(ann.heard()).containsExactly(":dan!u@192.0.2.1 JOIN #room");
    }

    @Test
    void nothingIsWrittenTwice() {
        joins("cat");
        ann.send("PING 1");
        joins("dan");
        ann.send("PING 2");
        world.pass(A_WHILE_MILLIS);

        assertThat(ann.heard())
                .containsExactly(
                        ":cat!u@192.0.2.1 JOIN #room",
                        ":irc.test PONG irc.test 1",
                        ":dan!u@192.0.2.1 JOIN #room",
                        ":irc.test PONG irc.test 2");
    }
}
