package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.line.Line;
import chat.parley.testkit.process.ClusterProcess;
import chat.parley.testkit.wire.Message;
import chat.parley.testkit.wire.WireClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Promises P4 and P5: losing a relay, or the room service, is invisible to the others, and what cannot be stored is refused. */
class LostRelayTest {
    private static final Duration COMING_BACK = Duration.ofSeconds(90);

    /** Nobody talks all the time, and a thousand clients in one process can listen to so much only. */
    private static final long PAUSE_MILLIS = 500;

    @Test
    void nobodyIsSeenLeavingAndNobodyMissesAnything() {
        run(24, 6);
    }

    /**
     * The long run also measures: everybody is to be back in, with everything, 5 s after the kill. It takes {@code -Dparley.people},
     * and {@code -Dparley.pause}, the milliseconds between two messages of a talker, which may be 0.
     */
    @Test
    @Tag("long")
    void aThousandPeopleComeThrough() {
        assertThat(run(Integer.getInteger("parley.people", 1_000), 10).slowestMillis())
                .isLessThan(5_000);
    }

    private static LostRelay.Result run(int crowd, int talkers) {
        try (LostRelay lost = new LostRelay()) {
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
    void whoDoesNotComeBackLeavesOnceTheGraceTimeIsOver() {
        try (ClusterProcess cluster = ClusterProcess.start(
                        2, setup -> setup.set("cluster.graceSeconds", 3).set("cluster.relayLostSeconds", 2));
                WireClient ada = cluster.relay(1).newcomer("ada");
                WireClient bert = cluster.relay(2).newcomer("bert")) {
            ada.expectFrom("bert", "JOIN", "#lobby");
            bert.say("#lobby", "still here");

            long killed = System.nanoTime();
            cluster.relay(2).kill();

            ada.expectFrom("bert", "PRIVMSG", "#lobby", "still here");
            ada.expectFrom("bert", "QUIT");
            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isGreaterThan(Duration.ofSeconds(3));
            assertThat(ada.sync()).isEmpty();
        }
    }

    @Test
    void aRelayThatWasCutOffFillsItsGapsAndNobodyNoticed() {
        try (ClusterProcess cluster = ClusterProcess.start(
                        2, setup -> setup.set("cluster.graceSeconds", 600).set("cluster.relayLostSeconds", 2));
                WireClient ada = cluster.relay(1).newcomer("ada").join("#room");
                WireClient bert = cluster.relay(2).newcomer("bert").join("#room")) {
            ada.expectFrom("bert", "JOIN", "#room");
            ada.sync();
            bert.sync();
            List<Message> said = new ArrayList<>();

            cluster.relay(2).pause();
            long paused = System.nanoTime();
            while (System.nanoTime() - paused < Duration.ofSeconds(6).toNanos()) {
                said.add(ada.say("#room", "message " + said.size()));
            }
            Message direct = ada.say("bert", "to you alone");
            cluster.relay(2).resume();

            List<Message> seen = new ArrayList<>();
            bert.patience(COMING_BACK);
            while (seen.size() < said.size() + 1) {
                Line line = bert.next();
                assertThat(line).as("bert's connection").isNotNull();
                Message message = Message.of(line);
                if (message != null && message.from().equals("ada")) {
                    seen.add(message);
                }
            }
            assertThat(seen.stream().filter(one -> one.target().equals("#room")))
                    .containsExactlyElementsOf(said);
            assertThat(seen).contains(direct);
            ada.say("#room", "welcome back");
            bert.expectFrom("ada", "PRIVMSG", "#room", "welcome back");
            sayUntilEchoed(bert, "#room", "and so I am");
            assertThat(ada.sync())
                    .noneMatch(line ->
                            line.command().equals("QUIT") || line.command().equals("JOIN"));
        }
    }

    @Test
    void whileTheRoomServiceIsAwayPeopleAreRefusedAndThenAllGoesOnByItself() {
        try (ClusterProcess cluster = ClusterProcess.start(2, setup -> setup.set("cluster.graceSeconds", 600));
                WireClient ada = cluster.relay(1).newcomer("ada").join("#room");
                WireClient bert = cluster.relay(2).newcomer("bert").join("#room")) {
            ada.expectFrom("bert", "JOIN", "#room");
            bert.say("#room", "before");
            ada.expectFrom("bert", "PRIVMSG", "#room", "before");

            cluster.room().kill();
            List<Line> refused = ada.ask("@parley.chat/nonce=n1 PRIVMSG #room :during");
            assertThat(refused).hasSize(1);
            assertThat(refused.getFirst().command()).isEqualTo("FAIL");
            assertThat(refused.getFirst().paramOr(1, "")).isIn("REFUSED", "UNKNOWN");

            cluster.room().start();
            sayUntilEchoed(ada, "#room", "after");
            bert.expectFrom("ada", "PRIVMSG", "#room", "after");
            sayUntilEchoed(bert, "#room", "well met");
            List<Line> shown = ada.readUntil(line ->
                    line.command().equals("PRIVMSG") && line.paramOr(1, "").equals("well met"));
            assertThat(shown)
                    .noneMatch(line ->
                            line.command().equals("QUIT") || line.command().equals("JOIN"));
            assertThat(ada.history("#room").stream().map(Message::text))
                    .containsSubsequence("before", "after", "well met")
                    .doesNotHaveDuplicates();
        }
    }

    /** Says it again, under the same nonce, until it stands. */
    private static void sayUntilEchoed(WireClient client, String room, String text) {
        Awaitility.await()
                .atMost(COMING_BACK)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    List<Line> answer = client.ask(WireClient.nonced(room, text, text.replace(' ', '-')));
                    assertThat(WireClient.messages(answer))
                            .as("the echo of %s in %s", text, answer)
                            .isNotEmpty();
                });
    }

    @Test
    void ofGuestsWhoRaceForANickFromTwoRelaysOneGetsIt() {
        try (ClusterProcess cluster = ClusterProcess.start(2, chat.parley.testkit.process.Setup::guests)) {
            for (int round = 0; round < 10; round++) {
                String nick = "guest" + round;
                try (WireClient one = cluster.relay(1).client(nick);
                        WireClient two = cluster.relay(2).client(nick)) {
                    CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> claim(one, nick));
                    CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> claim(two, nick));
                    assertThat(List.of(first.join(), second.join())).containsExactlyInAnyOrder("001", "433");
                }
            }
        }
    }

    /** Asks again where the cluster has only just begun, and does not know yet who has the nick. */
    private static String claim(WireClient client, String nick) {
        client.send("USER u 0 * :u");
        while (true) {
            client.send("NICK " + nick);
            String answer = client.readUntil(
                            line -> List.of("001", "433", "263").contains(line.command()))
                    .getLast()
                    .command();
            if (!answer.equals("263")) {
                return answer;
            }
        }
    }
}
