package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.WireClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Readers who are too slow, and people who vanish. */
class UnsteadyPeopleTest {
    @RegisterExtension
    static final ServerProcess server =
            ServerProcess.setup().guests().set("limits.sendQueueBytes", 262_144).server();

    @Test
    void aReaderWhoNeverReadsIsDisconnectedAndTheOthersNeverWait() {
        try (WireClient stuck = WireClient.connect(server.plain(), "stuck", 4096, _secret -> {});
                WireClient watcher = server.client("watcher").guest();
                WireClient talker = server.client("talker").guest()) {
            stuck.guest().join("#flood");
            watcher.join("#flood");
            talker.join("#flood");
            String text = "x".repeat(400);
            boolean left = false;
            for (int i = 0; i < 20_000 && !left; i++) {
                talker.say("#flood", text);
                left = watcher.sync().stream()
                        .anyMatch(line -> line.command().equals("QUIT")
                                && String.valueOf(line.source()).startsWith("stuck!"));
            }
            assertThat(left).as("was disconnected").isTrue();
            talker.say("#flood", "calm again");
            assertThat(watcher.syncMessages()).extracting("text").contains("calm again");
        }
    }

    @Test
    void aConnectionThatBreaksOffIsAQuit() {
        try (WireClient stays = server.client("stays").guest().join("#short");
                WireClient breaks = server.client("breaks").guest().join("#short")) {
            breaks.sync();
            stays.sync();
            breaks.reset();
            stays.expectFrom("breaks", "QUIT");
        }
    }

    @Test
    void comingAndGoingLeavesNothingBehind() {
        for (int i = 0; i < 200; i++) {
            WireClient client = server.client("fly" + i % 10);
            client.sendTogether("CAP LS 302", "NICK fly" + i % 10, "USER fly 0 * :fly", "CAP END", "JOIN #fly");
            client.reset();
        }
        try (WireClient last = server.client("last").guest().join("#fly")) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                last.send("NAMES #fly");
                // an operator only if all of them had gone by the time of the JOIN
                assertThat(last.expect("353").params().getLast()).isIn("last!last@127.0.0.1", "@last!last@127.0.0.1");
            });
        }
    }
}
