package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.line.Line;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.Message;
import chat.parley.testkit.wire.WireClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stopping in order, and being held up. */
class StopTest {

    @Test
    void aStopTellsClientsAndCommitsWhatItAccepted() {
        try (ServerProcess server = ServerProcess.setup().server().start()) {
            List<Message> echoed;
            try (WireClient ada = server.newcomer("ada")) {
                for (int i = 0; i < 500; i++) {
                    ada.send("PRIVMSG #lobby :" + i);
                }
                echoed = new ArrayList<>(WireClient.messages(List.of(ada.expect("PRIVMSG", "#lobby"))));
                ServerProcess.Ended ended = server.terminate();
                List<Line> last = ada.expectClosed();
                echoed.addAll(WireClient.messages(last));
                assertThat(ended.exitCode()).isZero();
                assertThat(ended.took()).isLessThan(Duration.ofSeconds(5));
                assertThat(last).extracting(Line::command).endsWith("ERROR");
            }
            server.start();
            try (WireClient ada = server.device("ada")) {
                assertThat(ada.history("#lobby")).isEqualTo(echoed);
            }
        }
    }

    @Test
    void aStopDoesNotWaitForThoseWhoDoNotRead() {
        try (ServerProcess server = ServerProcess.setup()
                .guests()
                .set("limits.sendQueueBytes", 64 * 1024 * 1024)
                .server()
                .start()) {
            try (WireClient stuck = WireClient.connect(server.plain(), "stuck", 4096, _secret -> {});
                    WireClient talker = server.client("talker").guest()) {
                stuck.guest();
                for (int i = 0; i < 3_000; i++) {
                    talker.send("PRIVMSG stuck :" + "x".repeat(400));
                }
                talker.sync();
                assertThat(server.terminate().took()).isLessThan(Duration.ofSeconds(5));
            }
        }
    }

    @Test
    void aServerThatWasHeldUpGoesOnAndLosesNothing() {
        try (ServerProcess server = ServerProcess.setup().server().start();
                WireClient ada = server.newcomer("ada");
                WireClient ben = server.newcomer("ben")) {
            Message before = ada.say("#lobby", "before");
            server.pause();
            ada.send("PRIVMSG #lobby :meanwhile");
            server.resume();
            ada.sync();
            Message after = ada.say("#lobby", "after");
            assertThat(ben.syncMessages()).hasSize(3).startsWith(before).endsWith(after);
        }
    }

    @Test
    void nothingIsLeftOfASessionWhenTheServerIsKilled() {
        try (ServerProcess server = ServerProcess.setup().server().start()) {
            try (WireClient ada = server.newcomer("ada")) {
                ada.join("#tea").say("#tea", "hello");
                server.kill();
                assertThat(ada.expectClosed()).isEmpty();
            }
            server.start();
            try (WireClient ben = server.newcomer("ben").join("#tea")) {
                ben.send("NAMES #tea");
                assertThat(ben.expect("353").params().getLast()).doesNotContain("ada");
            }
            try (WireClient ada = server.client("ada").signIn(server.passwordOf("ada"))) {
                assertThat(ada.sync())
                        .filteredOn(line -> line.command().equals("JOIN"))
                        .extracting(line -> line.paramOr(0, ""))
                        .containsExactlyInAnyOrder("#lobby", "#tea");
            }
        }
    }
}
