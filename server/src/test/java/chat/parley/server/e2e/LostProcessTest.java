package chat.parley.server.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.line.Line;
import chat.parley.testkit.process.ClusterProcess;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.process.Setup;
import chat.parley.testkit.wire.Message;
import chat.parley.testkit.wire.WireClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Promises P4 and P5: losing a relay, or the room service, is invisible to the others, and what cannot be stored is refused. Every test
 * has its own people and rooms, and mends what it broke.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LostProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Nobody talks all the time, and a thousand clients in one process can listen to so much only. */
    private static final long PAUSE_MILLIS = 500;

    /** More than a relay is told at once when it asks for what it missed. */
    private static final int MANY = 1_100;

    /** Half of the time after which nothing is waited for any more. */
    private static final Duration TOLD_SOON = Duration.ofSeconds(15);

    private static ClusterProcess cluster;
    private static ServerProcess one;
    private static ServerProcess two;

    @BeforeAll
    static void start() {
        cluster = ClusterProcess.start(LostRelay.RELAYS, setup -> setUp(setup).set("cluster.relayLostSeconds", 2));
        one = cluster.relay(1);
        two = cluster.relay(2);
        one.newcomer("keeper").join("#hall").close();
    }

    /** With time enough to come back, and without a room where people would see those of other tests. */
    private static Setup setUp(Setup setup) {
        return setup.setNull("rooms.lobby").set("cluster.graceSeconds", 600);
    }

    /** Whoever comes next finds everybody at work. */
    @AfterEach
    void mend() {
        Stream.of(cluster.auth(), cluster.room(), one, two)
                .filter(process -> !process.isRunning())
                .forEach(ServerProcess::start);
        for (ServerProcess relay : List.of(one, two)) {
            eventually().untilAsserted(() -> {
                try (WireClient keeper = relay.device("keeper")) {
                    keeper.say("#hall", "all is well");
                }
            });
        }
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    /** First, because it needs the third relay, which is not started again. */
    @Test
    @Order(0)
    void nobodyIsSeenLeavingAndNobodyMissesAnything() {
        run(cluster, 24, 6);
    }

    /**
     * The long run also measures: everybody is to be back in, with everything, 5 s after the kill. It takes {@code -Dparley.people},
     * and {@code -Dparley.pause}, the milliseconds between two messages of a talker, which may be 0.
     */
    @Test
    @Tag("long")
    void aThousandPeopleComeThrough() {
        try (ClusterProcess own = ClusterProcess.start(LostRelay.RELAYS, LostProcessTest::setUp)) {
            assertThat(run(own, Integer.getInteger("parley.people", 1_000), 10).slowestMillis())
                    .isLessThan(5_000);
        }
    }

    private static LostRelay.Result run(ClusterProcess cluster, int crowd, int talkers) {
        try (LostRelay lost = new LostRelay(cluster)) {
            LostRelay.Result result =
                    lost.run(crowd, talkers, Duration.ofMillis(Long.getLong("parley.pause", PAUSE_MILLIS)));
            System.out.printf(
                    "A relay of three was killed: %,d people, %,d of them moved, the last was back after %,d ms;"
                            + " %,d messages, seen %,d times, none missing, twice or out of order%n",
                    crowd, result.moved(), result.slowestMillis(), result.said(), result.seen());
            return result;
        }
    }

    @Test
    void nobodySeesThatARelayIsLostWhosePeopleComeBackThroughAnother() {
        try (WireClient ada = one.newcomer("ada1").join("#moving");
                WireClient bert = two.newcomer("bert1").join("#moving")) {
            ada.expectFrom("bert1", "JOIN", "#moving");
            bert.sync();

            one.kill();
            try (WireClient again = two.device("ada1")) {
                again.say("#moving", "here again");

                assertThat(bert.readUntil(line -> isSaid(line, "ada1", "here again")))
                        .noneMatch(LostProcessTest::isComingOrGoing);
            }
        }
    }

    @Test
    void aRelayThatWasCutOffFillsItsGapsAndNobodyNoticed() {
        try (WireClient ada = one.newcomer("ada2").join("#gaps");
                WireClient bert = two.newcomer("bert2").join("#gaps")) {
            ada.expectFrom("bert2", "JOIN", "#gaps");
            ada.sync();
            bert.sync();
            List<Message> said = new ArrayList<>();

            int written = cluster.room().everythingWritten().size();
            two.pause();
            for (int i = 0; i < MANY; i++) {
                said.add(ada.say("#gaps", "message " + i));
            }
            eventually()
                    .until(() -> cluster.room().everythingWritten().stream()
                            .skip(written)
                            .anyMatch(line -> line.contains("left the cluster") && line.contains("node=relay2")));
            said.add(ada.say("#gaps", "nobody hears of it any more"));
            Message direct = ada.say("bert2", "to you alone");
            two.resume();

            List<Message> seen = new ArrayList<>();
            bert.patience(PATIENCE);
            while (seen.size() < said.size() + 1) {
                Line line = bert.next();
                assertThat(line).as("bert's connection").isNotNull();
                Message message = Message.of(line);
                if (message != null && message.from().equals("ada2")) {
                    seen.add(message);
                }
            }
            assertThat(seen.stream().filter(message -> message.target().equals("#gaps")))
                    .containsExactlyElementsOf(said);
            assertThat(seen).contains(direct);
            ada.say("#gaps", "welcome back");
            bert.expectFrom("ada2", "PRIVMSG", "#gaps", "welcome back");
            sayUntilEchoed(bert, "#gaps", "and so I am");
            assertThat(ada.sync()).noneMatch(LostProcessTest::isComingOrGoing);
        }
    }

    @Test
    void whileTheRoomServiceIsAwayPeopleAreRefusedAndThenAllGoesOnByItself() {
        try (WireClient ada = one.newcomer("ada3").join("#away");
                WireClient bert = two.newcomer("bert3").join("#away")) {
            ada.expectFrom("bert3", "JOIN", "#away");
            bert.say("#away", "before");
            ada.expectFrom("bert3", "PRIVMSG", "#away", "before");

            cluster.room().kill();
            List<Line> refused = ada.ask("@parley.chat/nonce=n1 PRIVMSG #away :during");
            assertThat(refused).hasSize(1);
            assertThat(refused.getFirst().command()).isEqualTo("FAIL");
            assertThat(refused.getFirst().paramOr(1, "")).isIn("REFUSED", "UNKNOWN");

            cluster.room().start();
            List<Line> seen = sayUntilEchoed(ada, "#away", "after");
            seen.addAll(bert.readUntil(line -> isSaid(line, "ada3", "after")));
            seen.addAll(sayUntilEchoed(bert, "#away", "well met"));
            seen.addAll(ada.readUntil(line -> isSaid(line, "bert3", "well met")));

            assertThat(seen).noneMatch(LostProcessTest::isComingOrGoing);
            assertThat(ada.history("#away").stream().map(Message::text))
                    .containsSubsequence("before", "after", "well met")
                    .doesNotHaveDuplicates();
            assertThat(bert.history("#away")).isEqualTo(ada.history("#away"));
        }
    }

    @Test
    void upToWhereSomebodyHasReadIsToldToDevicesOnOtherRelaysAndOutlivesTheRoomService() {
        String read = "timestamp=2026-01-02T03:04:05.678Z";
        String older = "timestamp=2025-01-02T03:04:05.678Z";
        try (WireClient ada = one.newcomer("ada4").join("#reading");
                WireClient bert = one.newcomer("bert4").join("#reading");
                WireClient elsewhere = two.device("ada4")) {
            ada.send("MARKREAD #reading " + read).expect("MARKREAD", "#reading", read);
            elsewhere.expect("MARKREAD", "#reading", read);
            elsewhere.send("MARKREAD bert4 " + read).expect("MARKREAD", "bert4", read);
            ada.expect("MARKREAD", "bert4", read);

            elsewhere.send("MARKREAD #reading " + older).expect("MARKREAD", "#reading", read);
            assertThat(ada.sync()).noneMatch(line -> line.params().contains(older));
            assertThat(bert.sync()).noneMatch(line -> line.command().equals("MARKREAD"));

            cluster.room().terminate();
            cluster.room().start();
            for (WireClient device : List.of(ada, elsewhere)) {
                eventually()
                        .until(() -> device.ask("MARKREAD #reading").stream()
                                .anyMatch(line -> line.params().contains(read)));
            }
        }
    }

    @Test
    void whoIsBeingLetInWhenTheAuthServiceIsLostIsToldSoon() {
        one.newcomer("ada5").close();
        try (WireClient ada = one.client("ada5").begin()) {
            ada.send("AUTHENTICATE PLAIN").expect("AUTHENTICATE", "+");
            String message = Base64.getEncoder().encodeToString("\0ada5\0a long way off".getBytes(UTF_8));

            cluster.auth().pause(); // so that it is asked, and has not answered
            ada.send("AUTHENTICATE " + message);
            cluster.auth().kill();
            long killed = System.nanoTime();

            ada.expect("904");
            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(TOLD_SOON);
        }
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100));
    }

    /** Says it again, under the same nonce, until it stands; returns all that came meanwhile. */
    private static List<Line> sayUntilEchoed(WireClient client, String room, String text) {
        List<Line> heard = new ArrayList<>();
        eventually().untilAsserted(() -> {
            List<Line> answer = client.ask(WireClient.nonced(room, text, text.replace(' ', '-')));
            heard.addAll(answer);
            assertThat(WireClient.messages(answer))
                    .as("the echo of %s in %s", text, answer)
                    .isNotEmpty();
        });
        return heard;
    }

    private static boolean isSaid(Line line, String nick, String text) {
        return line.source() != null
                && line.source().startsWith(nick + "!")
                && line.command().equals("PRIVMSG")
                && line.params().getLast().equals(text);
    }

    private static boolean isComingOrGoing(Line line) {
        return List.of("JOIN", "QUIT", "PART").contains(line.command());
    }
}
