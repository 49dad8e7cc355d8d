package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.line.Line;
import chat.parley.testkit.process.ClusterProcess;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.Message;
import chat.parley.testkit.wire.WireClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Several processes are one server. */
class ClusterTest {

    @Test
    void peopleOnTwoRelaysAreInOneServer() {
        try (ClusterProcess cluster = ClusterProcess.start(2);
                WireClient ada = cluster.relay(1).newcomer("ada");
                WireClient bert = cluster.relay(2).newcomer("bert");
                WireClient adaAgain = cluster.relay(2).device("ada")) {
            ada.expectFrom("bert", "JOIN", "#lobby");

            Message said = bert.say("#lobby", "from the second relay");
            assertThat(ada.expectFrom("bert", "PRIVMSG", "#lobby", "from the second relay")
                            .tags()
                            .get("msgid"))
                    .isEqualTo(said.id());
            adaAgain.expectFrom("bert", "PRIVMSG", "#lobby", "from the second relay");
            ada.say("bert", "to you alone");
            bert.expectFrom("ada", "PRIVMSG", "bert", "to you alone");
            adaAgain.expectFrom("ada", "PRIVMSG", "bert", "to you alone");

            assertThat(numerics(ada, "LUSERS", "251", "254", "266"))
                    .isEqualTo(numerics(bert, "LUSERS", "251", "254", "266"));
            assertThat(numerics(ada, "WHO #lobby", "352"))
                    .hasSize(2)
                    .containsExactlyInAnyOrderElementsOf(numerics(bert, "WHO #lobby", "352"));
            assertThat(numerics(ada, "LIST", "322")).hasSize(1).isEqualTo(numerics(bert, "LIST", "322"));
            assertThat(ada.history("#lobby")).isEqualTo(bert.history("#lobby"));

            ServerProcess.Ended ended = cluster.relay(1).terminate();
            assertThat(ended.exitCode()).isZero();
            assertThat(ended.took()).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void whoIsHereAndWhatIsKnownOfThemIsTheClustersNotARelays() {
        try (ClusterProcess cluster = ClusterProcess.start(2);
                WireClient ada = cluster.relay(1).newcomer("ada");
                WireClient bert = cluster.relay(2).newcomer("bert")) {
            ada.send("AWAY :at lunch").expect("306");
            bert.expectFrom("ada", "AWAY", "at lunch");
            ada.join("#tea").send("TOPIC #tea :green or black").expectFrom("ada", "TOPIC", "#tea", "green or black");

            bert.join("#tea");

            assertThat(numerics(bert, "TOPIC #tea", "332")).isEqualTo(List.of(List.of("#tea", "green or black")));
            assertThat(names(bert)).isEqualTo(names(ada)).hasSize(2);
            assertThat(numerics(bert, "WHOIS ada", "301", "311"))
                    .hasSize(2)
                    .contains(List.of("ada", "at lunch"))
                    .isEqualTo(numerics(ada, "WHOIS ada", "301", "311"));
            assertThat(numerics(bert, "ISON ada nobody", "303")).isEqualTo(List.of(List.of("ada")));
            ada.send("AWAY").expect("305");
            bert.expectFrom("ada", "AWAY");
            assertThat(numerics(bert, "WHOIS ada", "301")).isEmpty();
        }
    }

    /** Who is in the room, as NAMES tells. */
    private static Set<String> names(WireClient client) {
        return numerics(client, "NAMES #tea", "353").stream()
                .flatMap(numeric -> Stream.of(numeric.getLast().strip().split(" ", -1)))
                .collect(Collectors.toSet());
    }

    @Test
    void upToWhereSomebodyHasReadIsToldToDevicesOnOtherRelaysAndNeverGoesBack() {
        String read = "timestamp=2026-01-02T03:04:05.678Z";
        String older = "timestamp=2025-01-02T03:04:05.678Z";
        try (ClusterProcess cluster = ClusterProcess.start(2);
                WireClient ada = cluster.relay(1).newcomer("ada");
                WireClient bert = cluster.relay(1).newcomer("bert");
                WireClient elsewhere = cluster.relay(2).device("ada")) {
            ada.send("MARKREAD #lobby " + read).expect("MARKREAD", "#lobby", read);
            elsewhere.expect("MARKREAD", "#lobby", read);
            elsewhere.send("MARKREAD bert " + read).expect("MARKREAD", "bert", read);
            ada.expect("MARKREAD", "bert", read);

            elsewhere.send("MARKREAD #lobby " + older).expect("MARKREAD", "#lobby", read);
            assertThat(ada.sync()).noneMatch(line -> line.params().contains(older));
            assertThat(bert.sync()).noneMatch(line -> line.command().equals("MARKREAD"));

            cluster.room().terminate();
            cluster.room().start();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            elsewhere.ask("MARKREAD #lobby").getFirst().params().contains(read));
        }
    }

    /** The numerics of an answer, each without its first parameter, which is who asked. */
    private static List<List<String>> numerics(WireClient client, String question, String... wanted) {
        return client.ask(question).stream()
                .filter(line -> List.of(wanted).contains(line.command()))
                .map(ClusterTest::withoutAsker)
                .toList();
    }

    private static List<String> withoutAsker(Line line) {
        return line.params().subList(1, line.params().size());
    }
}
