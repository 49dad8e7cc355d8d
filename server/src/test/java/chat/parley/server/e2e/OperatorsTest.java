package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.auth.model.Verifier;
import chat.parley.protocol.line.Line;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.Endpoint;
import chat.parley.testkit.wire.WireClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What operators do holds, whatever happens to the server; and what people do with their own accounts does. */
class OperatorsTest {
    private static final String PASSWORD = "operators-own-1";
    private static final String BANNED = "127.0.0.9";

    @RegisterExtension
    static final ServerProcess server = ServerProcess.setup()
            .guests()
            .set(
                    "operators",
                    new JsonArray().add(new JsonObject().put("name", "root").put("password", verifier())))
            .server();

    private static String verifier() {
        return Verifier.derive(PASSWORD, new byte[Verifier.SALT_BYTES], Verifier.MIN_ITERATIONS)
                .text();
    }

    private static WireClient operator(String nick) {
        server.secret(PASSWORD);
        WireClient client = server.client(nick).guest();
        client.send("OPER root " + PASSWORD);
        client.expect("381");
        return client;
    }

    private static Endpoint banned() {
        return server.plain().from(BANNED);
    }

    @Test
    void aBanHoldsAtOnceAndForThoseToComeAndOverAKill() {
        try (WireClient root = operator("root1");
                WireClient mallory = server.client("mallory", banned()).guest()) {
            mallory.sync();
            root.send("UBAN ADD 127.0.0.8/30 1d :spam");
            root.expect("NOTICE", "root1", "Added: 127.0.0.8/30, *");
            assertThat(mallory.expectClosed())
                    .extracting(line -> line.params().getLast())
                    .contains("Closing link: Banned (spam)");
        }
        assertRefused();
        await().until(() ->
                server.log().stream().anyMatch(line -> line.contains("root1") && line.contains("banned 127.0.0.8/30")));
        server.kill();
        server.start();
        assertRefused();
        try (WireClient root = operator("root2")) {
            root.send("UBAN DEL 127.0.0.8/30");
            root.expect("NOTICE", "root2", "Lifted: *");
        }
        try (WireClient again = server.client("again", banned()).guest()) {
            again.sync();
        }
    }

    private static void assertRefused() {
        try (WireClient refused = server.client("refused", banned())) {
            refused.sendTogether("NICK refused", "USER refused 0 * :x");
            List<Line> lines = refused.expectClosed();
            assertThat(lines).extracting(Line::command).contains("465", "ERROR").doesNotContain("001");
        }
    }

    @Test
    void aKillReachesAllDevicesAndIsSeenOnce() {
        try (WireClient root = operator("root3").join("#kills");
                WireClient one = server.newcomer("victim").join("#kills");
                WireClient two = server.device("victim")) {
            two.sync();
            root.sync();
            root.send("KILL victim :enough");
            one.expectClosed();
            two.expectClosed();
            assertThat(root.readUntil(line -> line.command().equals("QUIT"))
                            .getLast()
                            .params())
                    .containsExactly("Killed (root3 (enough))");
            assertThat(root.sync()).extracting(Line::command).doesNotContain("QUIT");
        }
    }

    @Test
    void aDeletedAccountLeavesWhatItSaidAndNothingElse() {
        String password;
        try (WireClient reader = server.newcomer("reader").join("#farewell");
                WireClient leaver = server.newcomer("leaver").join("#farewell")) {
            password = server.passwordOf("leaver");
            leaver.say("#farewell", "remember me");
            leaver.send("PRIVMSG NickServ :DROP " + password);
            leaver.expectClosed();
            reader.expectFrom("leaver", "PART", "#farewell");
            assertThat(reader.ask("CHATHISTORY LATEST #farewell * 10"))
                    .filteredOn(line -> line.command().equals("PRIVMSG"))
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.params()).containsExactly("#farewell", "remember me");
                        assertThat(line.tags().get("account")).isNull();
                    });
        }
        try (WireClient again = server.client("leaver").begin()) {
            assertThat(again.authenticatePlain(password).command()).isEqualTo("904");
            again.enter();
            assertThat(again.ask("WHOIS leaver"))
                    .noneMatch(line -> line.command().equals("330"))
                    .noneMatch(line -> line.params().getLast().contains("#farewell"));
        }
    }
}
