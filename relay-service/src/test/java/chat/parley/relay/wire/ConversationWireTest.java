package chat.parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.relay.listener.ConnectionLimits;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConversationWireTest {
    private final TestRelay relay = new TestRelay(2);

    @AfterEach
    void close() {
        relay.close();
    }

    @Test
    void handsOnWhatSomebodySays() {
        WireClient ann = relay.connect().enter("ann").join("#room");
        WireClient bob = relay.connect().enter("bob").join("#room");
        assertThat(ann.await("JOIN")).isEqualTo(":bob!u@127.0.0.1 JOIN #room");

        ann.send("PRIVMSG #room :hello", "PRIVMSG bob :psst");

        assertThat(bob.await("PRIVMSG")).isEqualTo(":ann!u@127.0.0.1 PRIVMSG #room :hello");
        assertThat(bob.await("PRIVMSG")).isEqualTo(":ann!u@127.0.0.1 PRIVMSG bob :psst");
        assertThat(ann.settle()).isEmpty();
    }

    @Test
    void namesEverybodyToWhoJoins() {
        relay.connect().enter("ann").join("#room");
        relay.connect().enter("bob").join("#room");
        WireClient cid = relay.connect().enter("cid");

        cid.send("JOIN #room");

        assertThat(cid.settle())
                .containsSubsequence(
                        ":cid!u@127.0.0.1 JOIN #room",
                        ":irc.test 353 cid = #room :ann bob cid",
                        ":irc.test 366 cid #room :End of NAMES list");
    }

    @Test
    void echoesInTheOrderOfTheRoomAndWithTheLabel() {
        WireClient ann = relay.connect();
        ann.send("CAP LS 302", "CAP REQ :echo-message labeled-response batch message-tags", "CAP END");
        ann.enter("ann").join("#room");
        WireClient bob = relay.connect().enter("bob").join("#room");
        ann.settle();

        ann.send("@label=one PRIVMSG #room :1", "PRIVMSG #room :2");
        bob.await(":2");
        bob.send("PRIVMSG #room :3");
        bob.settle();

        List<String> heard = ann.settle();
        assertThat(heard).hasSize(3);
        assertThat(heard.get(0)).contains("label=one").contains("msgid=").endsWith("PRIVMSG #room :1");
        assertThat(heard.get(1)).doesNotContain("label").endsWith("PRIVMSG #room :2");
        assertThat(heard.get(2)).endsWith(":bob!u@127.0.0.1 PRIVMSG #room :3");
    }

    @Test
    void givesEachReaderTheFormThatItAskedFor() {
        WireClient plain = relay.connect().enter("plain").join("#room");
        WireClient timed = relay.connect();
        timed.send("CAP REQ :server-time", "CAP END");
        timed.enter("timed").join("#room");
        WireClient tagged = relay.connect();
        tagged.send("CAP REQ :message-tags extended-join", "CAP END");
        tagged.enter("tagged").join("#room");
        WireClient ann = relay.connect().enter("ann").join("#room");
        plain.settle();
        timed.settle();
        assertThat(tagged.settle()).anyMatch(line -> line.endsWith(":ann!u@127.0.0.1 JOIN #room * :Real ann"));

        ann.send("PRIVMSG #room hello", "TOPIC #room :about");
        ann.settle();

        assertThat(plain.settle())
                .containsExactly(":ann!u@127.0.0.1 PRIVMSG #room :hello", ":ann!u@127.0.0.1 TOPIC #room :about");
        assertThat(timed.settle())
                .allMatch(line -> line.matches("@time=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z :ann.*"));
        assertThat(tagged.settle()).allMatch(line -> line.matches("@msgid=[a-z0-9-]+ :ann.*"));
    }

    @Test
    void showsTypingOnlyToThoseWhoKnowTags() {
        WireClient plain = relay.connect().enter("plain").join("#room");
        WireClient tagged = relay.connect();
        tagged.send("CAP REQ :message-tags", "CAP END");
        tagged.enter("tagged").join("#room");
        WireClient ann = relay.connect();
        ann.send("CAP REQ :message-tags", "CAP END");
        ann.enter("ann").join("#room");
        plain.settle();
        tagged.settle();

        ann.send("@+typing=active TAGMSG #room");
        ann.settle();

        assertThat(plain.settle()).isEmpty();
        assertThat(tagged.settle()).containsExactly("@+typing=active :ann!u@127.0.0.1 TAGMSG #room");
    }

    @Test
    void handsEverybodyAMessageOfSeveralLinesInTheFormThatTheyKnow() {
        WireClient plain = relay.connect().enter("plain").join("#room");
        WireClient knowing = relay.connect();
        knowing.send("CAP REQ :batch message-tags draft/multiline", "CAP END");
        knowing.enter("knowing").join("#room");
        WireClient ann = relay.connect();
        ann.send("CAP REQ :batch draft/multiline", "CAP END");
        ann.enter("ann").join("#room");
        plain.settle();
        knowing.settle();

        ann.send("BATCH +1 draft/multiline #room", "@batch=1 PRIVMSG #room :one", "@batch=1 PRIVMSG #room :");
        ann.send("@batch=1 PRIVMSG #room :two", "BATCH -1");
        assertThat(ann.settle()).isEmpty();

        assertThat(plain.settle())
                .containsExactly(":ann!u@127.0.0.1 PRIVMSG #room :one", ":ann!u@127.0.0.1 PRIVMSG #room :two");
        List<String> batch = knowing.settle();
        assertThat(batch).hasSize(5);
        assertThat(batch.get(0)).matches("@msgid=(\\S+) :ann!u@127.0.0.1 BATCH \\+\\1 draft/multiline #room");
        assertThat(batch.subList(1, 4)).allMatch(line -> line.matches("@batch=\\S+ :ann!\\S+ PRIVMSG #room :.*"));
        assertThat(batch.get(4)).matches(":ann!u@127.0.0.1 BATCH -\\S+");
    }

    @Test
    void tellsAllDevicesUpToWhereSomebodyHasRead() {
        WireClient one = relay.connect().signIn("ann", "draft/read-marker");
        WireClient two = relay.connect().signIn("ann", "draft/read-marker");
        WireClient bob = relay.connect().signIn("bob", "draft/read-marker");
        one.settle();
        two.settle();

        one.send("MARKREAD #room timestamp=2020-01-01T10:00:00.000Z");

        assertThat(one.settle()).containsExactly(":irc.test MARKREAD #room timestamp=2020-01-01T10:00:00.000Z");
        assertThat(two.settle()).containsExactly(":irc.test MARKREAD #room timestamp=2020-01-01T10:00:00.000Z");
        assertThat(bob.settle()).noneMatch(line -> line.contains("MARKREAD"));
    }

    @Test
    void showsAllDevicesOfAnAccountTheSame() {
        WireClient one = relay.connect().signIn("ann", "");
        WireClient two = relay.connect().signIn("ann", "");
        WireClient bob = relay.connect().signIn("bob", "").join("#room");
        one.settle();

        two.send("JOIN #room");
        two.settle();
        assertThat(one.settle()).contains(":ann!u@127.0.0.1 JOIN #room");
        two.send("PRIVMSG #room :from two", "PRIVMSG bob :in private");
        two.settle();

        assertThat(one.settle())
                .containsExactly(
                        ":ann!u@127.0.0.1 PRIVMSG #room :from two", ":ann!u@127.0.0.1 PRIVMSG bob :in private");
        assertThat(bob.settle())
                .containsExactly(
                        ":ann!u@127.0.0.1 JOIN #room",
                        ":ann!u@127.0.0.1 PRIVMSG #room :from two",
                        ":ann!u@127.0.0.1 PRIVMSG bob :in private");
    }

    @Test
    void bringsSomebodyBackIntoTheirRooms() {
        WireClient bob = relay.connect().signIn("bob", "").join("#room");
        WireClient ann = relay.connect().signIn("ann", "").join("#room");
        ann.send("QUIT :bye");
        ann.rest();
        assertThat(bob.settle())
                .contains(":ann!u@127.0.0.1 JOIN #room")
                .last()
                .asString()
                .startsWith(":ann!u@127.0.0.1 QUIT :")
                .endsWith("bye");

        WireClient again = relay.connect();
        again.signIn("ann", "");
        again.send("PRIVMSG #room :back");
        again.settle();

        assertThat(bob.settle()).containsExactly(":ann!u@127.0.0.1 JOIN #room", ":ann!u@127.0.0.1 PRIVMSG #room :back");
    }

    @Test
    void showsOnceToEachWhatHappensToSomebodyInSeveralRooms() {
        WireClient ann = relay.connect().enter("ann").join("#one").join("#two");
        WireClient bob = relay.connect().enter("bob").join("#one").join("#two");
        WireClient cid = relay.connect();
        cid.send("CAP REQ :away-notify", "CAP END");
        cid.enter("cid").join("#two").join("#three");
        ann.settle();
        bob.settle();

        ann.send("NICK anna", "AWAY :out");
        ann.settle();

        assertThat(bob.settle()).containsExactly(":ann!u@127.0.0.1 NICK anna");
        assertThat(cid.settle()).containsExactly(":ann!u@127.0.0.1 NICK anna", ":anna!u@127.0.0.1 AWAY :out");
        ann.close();
        assertThat(bob.await("QUIT")).startsWith(":anna!u@127.0.0.1 QUIT");
        assertThat(bob.settle()).isEmpty();
    }

    @Test
    void stopsShowingARoomToWhoLeftIt() {
        WireClient ann = relay.connect().enter("ann").join("#room");
        WireClient bob = relay.connect().enter("bob").join("#room");
        ann.settle();

        bob.send("PART #room :enough");
        assertThat(bob.settle()).containsExactly(":bob!u@127.0.0.1 PART #room :enough");
        ann.send("PRIVMSG #room :anyone?");

        assertThat(ann.settle()).containsExactly(":bob!u@127.0.0.1 PART #room :enough");
        assertThat(bob.settle()).isEmpty();
    }

    @Test
    void pongsOnlyAfterEverythingThatCameBeforeWasHandedOut() {
        WireClient ann = relay.connect().enter("ann").join("#room");
        WireClient bob = relay.connect().enter("bob").join("#room");
        for (int i = 0; i < 100; i++) {
            ann.send("PRIVMSG #room :" + i);
            ann.settle();
            assertThat(bob.settle()).containsExactly(":ann!u@127.0.0.1 PRIVMSG #room :" + i);
        }
        assertThat(relay.counts.unsettled).hasValue(0);
    }

    @Test
    void asksForWhatWasLost() {
        WireClient ann = relay.connect().enter("ann").join("#room");
        WireClient bob = relay.connect().enter("bob").join("#room");
        ann.settle();

        relay.services.loseFrames(1);
        ann.send("PRIVMSG #room :1");
        ann.settle();
        ann.send("PRIVMSG #room :2");
        ann.settle();

        assertThat(bob.await("PRIVMSG")).endsWith(":1");
        assertThat(bob.await("PRIVMSG")).endsWith(":2");
        assertThat(relay.counts.gaps.get()).isPositive();
    }

    @Test
    void noticesThatTheLastOneWasLost() {
        WireClient ann = relay.connect().enter("ann").join("#room");
        WireClient bob = relay.connect().enter("bob").join("#room");
        ann.settle();

        relay.services.loseFrames(1);
        ann.send("PRIVMSG #room :last");
        ann.settle();
        relay.services.announceTails();

        assertThat(bob.await("PRIVMSG")).endsWith(":last");
    }

    @Test
    void tellsWhoComesBackWhatWasMissedOnceAndInOrder() {
        WireClient ann = relay.connect().signIn("ann", "").join("#room");
        WireClient bob = relay.connect().signIn("bob", "").join("#room");
        bob.send("PRIVMSG #room :0");
        bob.settle();
        ann.await(":0");
        ann.send("QUIT");
        ann.rest();
        bob.send("PRIVMSG #room :1", "PRIVMSG ann :2", "PRIVMSG #room :3");
        bob.settle();

        WireClient back = relay.connect();
        assertThat(said(back.arrive("ann", "")))
                .containsExactlyInAnyOrder("PRIVMSG #room :1", "PRIVMSG ann :2", "PRIVMSG #room :3")
                .containsSubsequence("PRIVMSG #room :1", "PRIVMSG #room :3");
        back.send("QUIT");
        back.rest();
        assertThat(said(relay.connect().arrive("ann", ""))).isEmpty();
    }

    @Test
    void countsNothingAsGivenToAConnectionThatIsOver() {
        var lasting = new ConnectionLimits(0, 0, 1 << 20, 1_024, 3_000, 600_000);
        try (var own = new TestRelay(1, lasting, TestRelay.SESSIONS)) {
            WireClient ann = own.connect().signIn("ann", "").join("#room");
            WireClient bob = own.connect().signIn("bob", "").join("#room");
            ann.send("QUIT");
            // she has read the server's last word, and leaves her end open
            ann.rest();
            bob.send("PRIVMSG ann :psst", "PRIVMSG #room :missed");
            bob.settle();

            assertThat(said(own.connect().arrive("ann", "")))
                    .containsExactlyInAnyOrder("PRIVMSG ann :psst", "PRIVMSG #room :missed");
            ann.close();
        }
    }

    @Test
    void tellsAgainWhatADeviceWasNotToldBecauseItWentAway() {
        WireClient ann = relay.connect().signIn("ann", "").join("#room");
        WireClient bob = relay.connect().signIn("bob", "").join("#room");
        ann.send("QUIT");
        ann.rest();
        bob.send("PRIVMSG #room :missed", "PRIVMSG ann :psst");
        bob.settle();
        relay.services.holdHistory();

        WireClient brief = relay.connect().enterAs("ann", "");
        brief.await(" JOIN #room");
        bob.send("PRIVMSG #room :live", "PRIVMSG ann :live too");
        bob.settle();
        brief.await(":live too");
        brief.close();
        assertThat(bob.await("QUIT")).startsWith(":ann!");
        relay.services.answerHistory();

        assertThat(said(relay.connect().arrive("ann", "")))
                .containsExactlyInAnyOrder(
                        "PRIVMSG #room :missed", "PRIVMSG ann :psst", "PRIVMSG #room :live", "PRIVMSG ann :live too");
    }

    private static List<String> said(List<String> lines) {
        return lines.stream()
                .filter(line -> line.contains(" PRIVMSG "))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }

    @Test
    void reportsWhatADeviceWasGivenWhenItLeaves() {
        WireClient ann = relay.connect().signIn("ann", "");
        WireClient bob = relay.connect().signIn("bob", "").join("#room");
        bob.send("PRIVMSG ann :1", "PRIVMSG ann :2");
        bob.settle();
        ann.await(":2");

        ann.send("QUIT");
        ann.rest();

        Awaitility.await()
                .untilAsserted(() -> assertThat(relay.services.rooms.given)
                        .anyMatch(given -> given.positions().containsValue(2L)));
    }
}
