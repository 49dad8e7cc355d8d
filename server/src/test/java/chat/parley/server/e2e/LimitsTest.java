package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.protocol.line.Line;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.WireClient;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The bounds of what one client may take, each with its error. Each test comes from an address of its own. */
class LimitsTest {
    private static final int CONNECTIONS = 3;
    private static final int REGISTRATIONS = 2;
    private static final int FAILURES = 3;

    @RegisterExtension
    static final ServerProcess server = ServerProcess.setup()
            .set("limits.enabled", true)
            .set("limits.connectionsPerAddress", CONNECTIONS)
            .set("limits.registrationsPerAddressPerHour", REGISTRATIONS)
            .set("limits.failedSignInsPerAddress", FAILURES)
            .set("limits.linesPerSecond", 50)
            .set("limits.linesBurst", 20)
            .set("limits.roomsPerAccount", 3)
            .server();

    private static WireClient client(String name, String address) {
        return server.client(name, server.plain().from(address));
    }

    private static WireClient newcomer(String name, String address) {
        WireClient client = client(name, address).createAccount(server.passwordOf(name));
        client.sync();
        return client;
    }

    @Test
    void oneAddressHasSoManyConnections() {
        WireClient leaves = client("c0", "127.0.0.2").begin();
        try (WireClient stays = client("c1", "127.0.0.2").begin();
                WireClient staysToo = client("c2", "127.0.0.2").begin()) {
            try (WireClient tooMany = client("c3", "127.0.0.2")) {
                assertThat(tooMany.expectClosed()).extracting(Line::command).containsExactly("ERROR");
            }
            client("c3", "127.0.0.3").begin().close();
            leaves.quit();
            await().until(() -> {
                try (WireClient fits = client("c4", "127.0.0.2")) {
                    fits.send("PING x");
                    return fits.expect("PONG") != null;
                } catch (AssertionError notYet) {
                    return false;
                }
            });
            stays.sync();
            staysToo.sync();
        }
    }

    @Test
    void oneAddressMakesSoManyAccountsAnHour() {
        for (int i = 0; i < REGISTRATIONS; i++) {
            newcomer("made" + i, "127.0.0.4").close();
        }
        try (WireClient tooMany = client("made9", "127.0.0.4").begin()) {
            tooMany.send("REGISTER made9 * :one-too-many");
            tooMany.expect("FAIL", "REGISTER", "RATE_LIMITED");
        }
        newcomer("elsewhere", "127.0.0.5").close();
    }

    @Test
    void whoGuessesPasswordsHasToWaitAndOthersDoNot() {
        newcomer("ada", "127.0.0.6").close();
        for (int i = 0; i < FAILURES; i++) {
            try (WireClient guesser = client("ada", "127.0.0.7").begin()) {
                assertThat(guesser.authenticatePlain("guess-number-" + i).command())
                        .isEqualTo("904");
            }
        }
        try (WireClient guesser = client("ada", "127.0.0.7").begin()) {
            guesser.send("AUTHENTICATE PLAIN");
            assertThat(guesser.expect("904").params().getLast()).contains("try again in");
        }
        client("ada", "127.0.0.6").signIn(server.passwordOf("ada")).close();
    }

    @Test
    void whoSendsTooFastIsSlowedAndLosesNothing() {
        try (WireClient fast = newcomer("fast", "127.0.0.8").join("#fast");
                WireClient reader = newcomer("reader", "127.0.0.8").join("#fast")) {
            long began = System.nanoTime();
            fast.sendTogether(
                    IntStream.range(0, 100).mapToObj(i -> "PRIVMSG #fast :" + i).toArray(String[]::new));
            assertThat(fast.syncMessages()).hasSize(100);
            assertThat((System.nanoTime() - began) / 1_000_000).isGreaterThan(1_000);
            assertThat(reader.syncMessages())
                    .extracting("text")
                    .isEqualTo(
                            IntStream.range(0, 100).mapToObj(Integer::toString).toList());
        }
    }

    @Test
    void oneAccountIsInSoManyRooms() {
        try (WireClient many = newcomer("many", "127.0.0.9").join("#one").join("#two")) {
            many.send("JOIN #three");
            many.expect("405", "many", "#three");
            many.send("PART #one");
            many.join("#three");
        }
    }
}
