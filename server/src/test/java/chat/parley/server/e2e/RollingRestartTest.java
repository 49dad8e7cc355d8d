package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.testkit.ledger.Findings;
import chat.parley.testkit.process.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An upgrade: every process of a cluster is stopped in order and started again, one after another, while people talk. */
class RollingRestartTest {
    @Test
    void noAcknowledgedMessageIsLost() {
        restart(TalkingCluster.SOME_MESSAGES_A_SECOND, 1);
    }

    @Test
    @Tag("long")
    void noAcknowledgedMessageIsLostHoweverOften() {
        restart(TalkingCluster.MANY_MESSAGES_A_SECOND, Integer.getInteger("parley.rounds", 5));
    }

    private static void restart(int messagesASecond, int rounds) {
        try (TalkingCluster talking = new TalkingCluster(messagesASecond, setup -> {})) {
            long slowestStopMillis = 0;
            for (int round = 0; round < rounds; round++) {
                List<ServerProcess> order = new ArrayList<>(talking.cluster().relays());
                order.add(talking.cluster().room());
                order.add(talking.cluster().auth());
                for (ServerProcess process : order) {
                    ServerProcess.Ended ended = process.terminate();
                    assertThat(ended.exitCode()).isZero();
                    slowestStopMillis = Math.max(slowestStopMillis, ended.took().toMillis());
                    process.start();
                }
            }
            Findings findings = talking.finish();
            findings.count("restarts", rounds * (TalkingCluster.RELAYS + 2L));
            findings.count("reconnections", findings.count("connections") - TalkingCluster.DEVICES);
            findings.count("slowest stop, ms", slowestStopMillis);
            System.out.printf("Rolling restart:%n%s", findings.table());
            findings.assertClean();
            assertThat(findings.count("echoed")).isGreaterThan(100L * rounds);
            assertThat(findings.count("reconnections"))
                    .as("each relay has somebody to send away, and nobody has to go twice from one")
                    .isBetween(1L, (long) rounds * TalkingCluster.DEVICES * TalkingCluster.RELAYS);
        }
    }
}
