package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.Message;
import chat.parley.testkit.wire.WireClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was said is found by those who may read it, over a kill too, and not when it was taken back. */
class SearchTest {
    @RegisterExtension
    static final ServerProcess server = ServerProcess.setup().guests().server();

    private static List<String> found(WireClient client, String attributes) {
        return client.ask("SEARCH " + attributes).stream()
                .filter(line -> line.command().equals("PRIVMSG"))
                .map(line -> line.params().getFirst() + " " + line.params().getLast())
                .toList();
    }

    @Test
    void findsWhatOneMayRead() {
        Message secret;
        try (WireClient ada = server.newcomer("ada").join("#tower");
                WireClient bert = server.newcomer("bert").join("#mill");
                WireClient guest = server.client("passer-by").guest()) {
            ada.say("#tower", "The engine weaves algebraic patterns");
            secret = ada.say("#tower", "The engine is a secret");
            ada.say("bert", "Have you seen my engine?");
            bert.say("#mill", "An engine of my own");

            assertThat(found(ada, "text=engine;in=#tower"))
                    .containsExactly("#tower The engine weaves algebraic patterns", "#tower The engine is a secret");
            assertThat(found(ada, "text=ENGIN"))
                    .containsExactly(
                            "#tower The engine weaves algebraic patterns",
                            "#tower The engine is a secret",
                            "bert Have you seen my engine?");
            assertThat(found(bert, "text=engine;from=ada;in=ada")).containsExactly("bert Have you seen my engine?");
            assertThat(found(guest, "text=engine")).isEmpty();
            assertThat(bert.ask("SEARCH text=engine;in=#tower"))
                    .singleElement()
                    .satisfies(line -> assertThat(line.params()).contains("INVALID_PARAMS", "in"));

            ada.ask("REDACT #tower " + secret.id());
            assertThat(found(ada, "text=secret")).isEmpty();
        }
        server.kill();
        server.start();
        try (WireClient ada = server.device("ada")) {
            assertThat(found(ada, "text=engine\\salgebra"))
                    .containsExactly("#tower The engine weaves algebraic patterns");
            assertThat(found(ada, "text=secret")).isEmpty();
            assertThat(found(ada, "text=\"OR\\s*;in=#tower")).isEmpty();
        }
    }
}
