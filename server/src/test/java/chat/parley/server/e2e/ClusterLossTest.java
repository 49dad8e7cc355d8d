package chat.parley.server.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.line.Line;
import chat.parley.testkit.process.ClusterProcess;
import chat.parley.testkit.wire.WireClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Processes of a cluster that are killed, as seen by who is connected to the others. */
class ClusterLossTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** With so many a password takes seconds. */
    private static final int SLOW_ITERATIONS = 10_000_000;

    /** Half of the time after which nothing is waited for any more. */
    private static final Duration TOLD_SOON = Duration.ofSeconds(15);

    @Test
    void nobodySeesThatARelayIsLostWhosePeopleComeBackThroughAnother() {
        try (ClusterProcess cluster = ClusterProcess.start(2);
                WireClient ada = cluster.relay(1).newcomer("ada");
                WireClient bert = cluster.relay(2).newcomer("bert")) {
            ada.expectFrom("bert", "JOIN", "#lobby");
            bert.sync();

            cluster.relay(1).kill();
            try (WireClient again = cluster.relay(2).device("ada")) {
                again.say("#lobby", "here again");
                List<Line> seen = bert.readUntil(
                        line -> isFrom(line, "ada") && line.command().equals("PRIVMSG"));

                assertThat(seen).filteredOn(ClusterLossTest::isComingOrGoing).isEmpty();
            }
        }
    }

    @Test
    void nobodySeesAnybodyLeaveWhenTheRoomServiceIsKilledAndStartedAgain() {
        try (ClusterProcess cluster = ClusterProcess.start(2);
                WireClient ada = cluster.relay(1).newcomer("ada");
                WireClient bert = cluster.relay(2).newcomer("bert")) {
            ada.expectFrom("bert", "JOIN", "#lobby");
            bert.sync();

            cluster.room().kill();
            cluster.room().start();
            List<Line> seen = new ArrayList<>();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> {
                        List<Line> answer = bert.ask("PRIVMSG #lobby :there again");
                        seen.addAll(answer);
                        return answer.stream().noneMatch(line -> line.command().equals("FAIL"));
                    });
            seen.addAll(
                    ada.readUntil(line -> isFrom(line, "bert") && line.command().equals("PRIVMSG")));
            ada.say("#lobby", "so am I");
            seen.addAll(
                    bert.readUntil(line -> isFrom(line, "ada") && line.command().equals("PRIVMSG")));

            assertThat(seen).filteredOn(ClusterLossTest::isComingOrGoing).isEmpty();
            assertThat(bert.history("#lobby")).isEqualTo(ada.history("#lobby"));
        }
    }

    @Test
    void whoIsBeingLetInWhenTheAuthServiceIsLostIsToldSoon() {
        try (ClusterProcess cluster =
                        ClusterProcess.start(1, setup -> setup.set("accounts.passwordIterations", SLOW_ITERATIONS));
                WireClient ada = cluster.relay(1).client("ada").begin()) {
            ada.send("AUTHENTICATE PLAIN").expect("AUTHENTICATE", "+");
            String message = Base64.getEncoder().encodeToString("\0ada\0a long way off".getBytes(UTF_8));

            ada.send("AUTHENTICATE " + message);
            cluster.auth().kill();
            long killed = System.nanoTime();

            ada.expect("904");
            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(TOLD_SOON);
        }
    }

    private static boolean isFrom(Line line, String nick) {
        return line.source() != null && line.source().startsWith(nick + "!");
    }

    private static boolean isComingOrGoing(Line line) {
        return List.of("JOIN", "QUIT", "PART").contains(line.command());
    }
}
