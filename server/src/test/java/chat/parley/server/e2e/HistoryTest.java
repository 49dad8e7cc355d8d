package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.protocol.line.Line;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.Message;
import chat.parley.testkit.wire.WireClient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** CHATHISTORY, and what waits for people who were not there. */
class HistoryTest {
    private static final int SAID = 30;

    @RegisterExtension
    static final ServerProcess server = ServerProcess.setup().guests().server();

    private static final List<Message> told = new ArrayList<>();

    @BeforeAll
    static void tell() {
        try (WireClient ada = server.newcomer("ada").join("#tale")) {
            for (int i = 0; i < SAID; i++) {
                told.add(ada.say("#tale", "chapter " + i));
                if (i % 10 == 0) {
                    ada.ask("TOPIC #tale :part " + i);
                }
            }
        }
    }

    private static List<Message> asked(String query) {
        try (WireClient ada = server.device("ada")) {
            return WireClient.messages(ada.ask("CHATHISTORY " + query));
        }
    }

    private static String id(int chapter) {
        return "msgid=" + told.get(chapter).id();
    }

    private static String time(int chapter) {
        return "timestamp=" + told.get(chapter).time();
    }

    @Test
    void latestIsTheNewestOldestFirst() {
        assertThat(asked("LATEST #tale * 5")).isEqualTo(told.subList(25, 30));
        assertThat(asked("LATEST #tale " + id(27) + " 5")).isEqualTo(told.subList(28, 30));
    }

    @Test
    void beforeAndAfterLeaveOutTheirOwn() {
        assertThat(asked("BEFORE #tale " + id(10) + " 4")).isEqualTo(told.subList(6, 10));
        assertThat(asked("AFTER #tale " + id(10) + " 4")).isEqualTo(told.subList(11, 15));
    }

    @Test
    void aroundHasItsOwnInTheMiddle() {
        assertThat(asked("AROUND #tale " + id(10) + " 5")).isEqualTo(told.subList(8, 13));
    }

    @Test
    void betweenGoesEitherWay() {
        assertThat(asked("BETWEEN #tale " + id(3) + " " + id(8) + " 10")).isEqualTo(told.subList(4, 8));
        assertThat(asked("BETWEEN #tale " + id(8) + " " + id(3) + " 3")).isEqualTo(told.subList(5, 8));
    }

    @Test
    void timesNamePlacesToo() {
        assertThat(asked("AFTER #tale " + time(29) + " 5")).isEmpty();
        assertThat(asked("BEFORE #tale timestamp=2020-01-01T00:00:00.000Z 5")).isEmpty();
        assertThat(asked("AFTER #tale timestamp=2020-01-01T00:00:00.000Z 3")).isEqualTo(told.subList(0, 3));
    }

    @Test
    void whatIsNoPlaceIsAnEmptyPageOrAnError() {
        try (WireClient ada = server.device("ada")) {
            assertThat(code(ada.ask("CHATHISTORY LATEST #no-such-room * 5"))).isEqualTo("INVALID_TARGET");
            assertThat(code(ada.ask("CHATHISTORY LATEST nobody-at-all * 5"))).isEqualTo("INVALID_TARGET");
            assertThat(code(ada.ask("CHATHISTORY LATEST #tale"))).isEqualTo("INVALID_PARAMS");
            assertThat(code(ada.ask("CHATHISTORY LATEST #tale * many"))).isEqualTo("INVALID_PARAMS");
            assertThat(code(ada.ask("CHATHISTORY SIDEWAYS #tale * 5"))).isEqualTo("INVALID_PARAMS");
            assertThat(code(ada.ask("CHATHISTORY BEFORE #tale timestamp=yesterday 5")))
                    .isEqualTo("INVALID_PARAMS");
        }
    }

    private static String code(List<Line> answer) {
        return answer.getFirst().paramOr(1, "");
    }

    @Test
    void whoJoinsMayReadWhatWasSaidBefore() {
        try (WireClient late = server.newcomer("late").join("#tale")) {
            assertThat(late.history("#tale")).isEqualTo(told);
        }
    }

    @Test
    void nobodyReadsARoomThatAsksForAKeyOrAnotherPairsWords() {
        try (WireClient bea = server.newcomer("bea").join("#cellar");
                WireClient cleo = server.newcomer("cleo");
                WireClient spy = server.newcomer("spy")) {
            bea.ask("MODE #cellar +k opensesame");
            bea.say("#cellar", "the treasure is under the stairs");
            bea.say("cleo", "tell nobody");
            assertThat(code(spy.ask("CHATHISTORY LATEST #cellar * 5"))).isEqualTo("INVALID_TARGET");
            assertThat(spy.history("cleo")).isEmpty();
            assertThat(spy.history("bea")).isEmpty();
            assertThat(cleo.history("bea")).extracting(Message::text).containsExactly("tell nobody");
        }
    }

    @Test
    void aForeignMessageIdOpensNothing() {
        try (WireClient dot = server.newcomer("dot");
                WireClient eli = server.newcomer("eli");
                WireClient spy = server.newcomer("spy2").join("#own")) {
            Message secret = dot.say("eli", "between us");
            spy.say("#own", "mine");
            assertThat(WireClient.messages(spy.ask("CHATHISTORY AROUND #own msgid=" + secret.id() + " 5")))
                    .extracting(Message::text)
                    .doesNotContain("between us");
            assertThat(eli.syncMessages()).containsExactly(secret);
        }
    }

    @Test
    void whatIsSaidToSomebodyOfflineIsListedAtSignIn() {
        server.newcomer("fay").close();
        try (WireClient gus = server.newcomer("gus")) {
            awaitGone(gus, "fay");
            Message waiting = gus.say("fay", "call me");
            try (WireClient fay = server.device("fay")) {
                assertThat(fay.ask("CHATHISTORY TARGETS timestamp=2020-01-01T00:00:00.000Z "
                                + "timestamp=2100-01-01T00:00:00.000Z 10"))
                        .filteredOn(line -> line.command().equals("CHATHISTORY"))
                        .extracting(line -> line.paramOr(1, ""))
                        .contains("gus");
                assertThat(fay.history("gus")).containsExactly(waiting);
            }
        }
    }

    @Test
    void whoCannotAskIsReplayedWhatWasMissedOnce() {
        server.newcomer("hal").close();
        try (WireClient ida = server.newcomer("ida")) {
            awaitGone(ida, "hal");
            List<Message> waiting = IntStream.range(0, 5)
                    .mapToObj(i -> ida.say("hal", "message " + i))
                    .toList();
            try (WireClient hal = simple("hal")) {
                assertThat(hal.syncMessages()).extracting(Message::text).isEqualTo(texts(waiting));
                Message live = ida.say("hal", "and live");
                assertThat(hal.syncMessages()).extracting(Message::text).containsExactly(live.text());
                hal.quit();
            }
            awaitGone(ida, "hal");
            try (WireClient hal = simple("hal")) {
                assertThat(hal.syncMessages()).isEmpty();
            }
        }
    }

    @Test
    void whoCannotAskIsReplayedWhatWasSaidInItsRooms() {
        server.newcomer("kim").join("#shelf").close();
        try (WireClient lea = server.newcomer("lea").join("#shelf")) {
            awaitGone(lea, "kim");
            List<Message> waiting = IntStream.range(0, 120)
                    .mapToObj(i -> lea.say("#shelf", "book " + i))
                    .toList();
            try (WireClient kim = simple("kim")) {
                List<Message> told = kim.syncMessages();
                assertThat(told).extracting(Message::text).isEqualTo(texts(waiting.subList(20, 120)));
                assertThat(told).extracting(Message::time).isEqualTo(times(waiting.subList(20, 120)));
                Message live = lea.say("#shelf", "and live");
                assertThat(kim.syncMessages()).extracting(Message::text).containsExactly(live.text());
                kim.quit();
            }
            awaitGone(lea, "kim");
            try (WireClient kim = simple("kim")) {
                assertThat(kim.syncMessages()).isEmpty();
            }
        }
    }

    @Test
    void whoIsNewInARoomMissedNothingOfIt() {
        try (WireClient mia = server.newcomer("mia").join("#attic")) {
            mia.say("#attic", "long before");
            server.newcomer("ned").join("#attic").close();
            awaitGone(mia, "ned");
            try (WireClient ned = simple("ned")) {
                assertThat(ned.syncMessages()).isEmpty();
            }
        }
    }

    private static List<String> times(List<Message> messages) {
        return messages.stream().map(Message::time).toList();
    }

    private static WireClient simple(String name) {
        return server.client(name).capabilities("sasl", "server-time").signIn(server.passwordOf(name));
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream().map(Message::text).toList();
    }

    /** A closed socket is noticed a moment later. */
    private static void awaitGone(WireClient asker, String nick) {
        await().until(() ->
                asker.ask("ISON " + nick).getFirst().params().getLast().isBlank());
    }

    @Test
    void aGuestsWordsEndWithItAndItsNameInheritsNothing() {
        try (WireClient jay = server.newcomer("jay")) {
            WireClient first = server.client("passer-by").guest();
            first.say("jay", "psst");
            assertThat(jay.history("passer-by")).hasSize(1);
            first.quit();
            try (WireClient second = server.client("passer-by").guest()) {
                assertThat(second.history("jay")).isEmpty();
                assertThat(jay.history("passer-by")).isEmpty();
            }
        }
    }

    @AfterAll
    static void historySurvivesTheServer() {
        server.terminate();
        server.start();
        assertThat(asked("LATEST #tale * 100")).isEqualTo(told);
    }
}
