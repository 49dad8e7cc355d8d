package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.protocol.line.Line;
import chat.parley.testkit.process.ClusterProcess;
import chat.parley.testkit.process.Network;
import chat.parley.testkit.wire.Message;
import chat.parley.testkit.wire.WireClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Promise P5 for a relay whose network is cut, both ways and one way, with its clients still connected: it refuses what it cannot
 * have stored, says so, and comes back by itself.
 */
@Tag("long")
class NetworkCutTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration AWAY = Duration.ofSeconds(12);

    @BeforeAll
    static void needsANetworkToCut() {
        String missing = Network.missing();
        assumeTrue(missing == null, missing);
    }

    @ParameterizedTest
    @EnumSource
    void aRelayThatIsCutOffRefusesSaysSoAndComesBackByItself(Network.Cut cut) {
        try (ClusterProcess cluster = ClusterProcess.startApart(2, setup -> setup.set("cluster.graceSeconds", 600));
                WireClient ada = cluster.relay(1).newcomer("ada").join("#room");
                WireClient bert = cluster.relay(2).newcomer("bert").join("#room")) {
            ada.expectFrom("bert", "JOIN", "#room");
            bert.patience(PATIENCE);
            ada.patience(PATIENCE);
            ada.sync();
            bert.sync();
            List<Message> said = new ArrayList<>();

            cluster.cutOff(cluster.relay(2), cut);
            long cutNanos = System.nanoTime();
            assertThat(bert.expect("NOTICE", "bert").params().getLast()).contains("lost touch");
            long toldMillis = (System.nanoTime() - cutNanos) / 1_000_000;
            Line refused =
                    bert.ask(WireClient.nonced("#room", "in the dark", "n1")).getFirst();
            assertThat(refused.command()).isEqualTo("FAIL");
            assertThat(refused.paramOr(1, "")).isIn("REFUSED", "UNKNOWN");
            while (System.nanoTime() - cutNanos < AWAY.toNanos()) {
                said.add(sayUntilEchoed(ada, "message " + said.size()));
            }

            cluster.heal(cluster.relay(2));
            long healedNanos = System.nanoTime();
            List<Message> seen = new ArrayList<>();
            while (seen.size() < said.size()) {
                Line line = bert.next();
                assertThat(line).as("bert's connection").isNotNull();
                Message message = Message.of(line);
                if (message != null && message.from().equals("ada")) {
                    seen.add(message);
                }
            }
            long filledMillis = (System.nanoTime() - healedNanos) / 1_000_000;
            assertThat(seen).containsExactlyElementsOf(said);
            sayUntilEchoed(bert, "back again");
            long writesMillis = (System.nanoTime() - healedNanos) / 1_000_000;
            List<Line> shown = ada.readUntil(line ->
                    line.command().equals("PRIVMSG") && line.paramOr(1, "").equals("back again"));
            assertThat(shown)
                    .noneMatch(line ->
                            line.command().equals("QUIT") || line.command().equals("JOIN"));
            List<String> history =
                    ada.history("#room").stream().map(Message::text).toList();
            assertThat(history).doesNotHaveDuplicates();
            if (refused.paramOr(1, "").equals("REFUSED")) {
                assertThat(history).doesNotContain("in the dark");
            }
            System.out.printf(
                    "Relay cut off, %s, for %d s: told after %,d ms; back %,d ms after it was healed, with all %,d"
                            + " messages; says again after %,d ms%n",
                    cut, AWAY.toSeconds(), toldMillis, filledMillis, said.size(), writesMillis);
        }
    }

    /** Says it again, under the same nonce, until it stands. */
    private static Message sayUntilEchoed(WireClient client, String text) {
        List<Message> echo = new ArrayList<>();
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            echo.addAll(WireClient.messages(client.ask(WireClient.nonced("#room", text, text.replace(' ', '-')))));
            return !echo.isEmpty();
        });
        return echo.getFirst();
    }
}
