package chat.parley.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.server.command.Commands;
import chat.parley.testkit.process.ClusterProcess;
import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.WireClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who looks after a cluster asks one process, and reaches all of them. */
@Timeout(300)
class AdministrationTest {
    private static final Pattern HEALTH = Pattern.compile("health +http://127\\.0\\.0\\.1:([0-9]+)/");

    private static ClusterProcess cluster;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        cluster = ClusterProcess.start(2);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private int admin(ServerProcess process, String... arguments) throws InterruptedException {
        return admin(process, secret(process), arguments);
    }

    private int admin(ServerProcess process, Path secret, String... arguments) throws InterruptedException {
        out = new StringWriter();
        err = new StringWriter();
        Stream<String> all = Stream.of(
                        Stream.of("admin"),
                        Stream.of(arguments),
                        Stream.of("--port", healthPort(process), "--secret", secret.toString()))
                .flatMap(part -> part);
        return Commands.run(new PrintWriter(out), new PrintWriter(err), Map.of(), all.toArray(String[]::new));
    }

    private static String healthPort(ServerProcess process) {
        return process.everythingWritten().stream()
                .map(HEALTH::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .reduce((_first, last) -> last)
                .orElseThrow();
    }

    private static Path secret(ServerProcess process) {
        return process.folder().resolve("data").resolve("admin.secret");
    }

    @Test
    void reachesEverybodyOnEveryRelay() throws Exception {
        ServerProcess auth = cluster.auth();
        try (WireClient ada = cluster.relay(1).newcomer("ada");
                WireClient bert = cluster.relay(2).newcomer("bert")) {
            ada.join("#den");
            bert.join("#den");
            ada.say("#den", "hello");

            // the other test's person may still be on the way out
            await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> {
                assertThat(admin(auth, "sessions", "list")).isZero();
                assertThat(out.toString()).contains("ada").contains("bert").contains("2 sessions");
            });
            assertThat(admin(auth, "rooms", "operator", "#den", "bert")).isZero();
            bert.expect("MODE", "#den", "+o", "bert");
            assertThat(admin(auth, "backup", "--name", "monday")).isZero();
            assertThat(auth.folder().resolve("data/backups/monday/rooms.db")).isNotEmptyFile();
            assertThat(auth.folder().resolve("data/backups/monday/accounts.db")).isNotEmptyFile();
            assertThat(admin(auth, "accounts", "export", "ada")).isZero();
            assertThat(out.toString()).contains("\"hello\"");
            assertThat(admin(auth, "rooms", "close", "#den", "--yes", "--reason", "tidying up"))
                    .isZero();
            ada.expect("KICK", "#den", "ada", "tidying up");
            bert.expect("KICK", "#den", "bert", "tidying up");
            assertThat(admin(auth, "accounts", "suspend", "bert", "1h", "--reason", "a test"))
                    .isZero();
            assertThat(bert.expectClosed()).isNotEmpty();
            await().atMost(60, TimeUnit.SECONDS).until(() -> {
                assertThat(admin(auth, "audit", "banned bert")).isZero();
                return !out.toString().isEmpty();
            });
        }
    }

    @Test
    void isAnsweredByAnyProcessThatHasTheSecret() throws Exception {
        ServerProcess relay = cluster.relay(1);
        Path elsewhere = secret(relay).resolveSibling("elsewhere");
        Files.move(secret(relay), elsewhere);
        assertThat(admin(relay, elsewhere, "accounts", "list")).isEqualTo(3);
        assertThat(err.toString()).startsWith("parley: The process that has the accounts answers this;");
        Files.move(elsewhere, secret(relay));

        try (WireClient cleo = relay.newcomer("cleo")) {
            cleo.join("#attic");
            assertThat(admin(relay, "accounts", "list")).isZero();
            assertThat(out.toString()).contains("cleo");
            assertThat(admin(relay, "rooms", "close", "#attic", "--yes", "--reason", "tidying up"))
                    .isZero();
            cleo.expect("KICK", "#attic", "cleo", "tidying up");
        }
        assertThat(admin(relay, "statistics")).isZero();
        assertThat(admin(relay, "backup", "--name", "tuesday")).isZero();
        assertThat(cluster.auth().folder().resolve("data/backups/tuesday/accounts.db"))
                .isNotEmptyFile();
        Files.writeString(elsewhere, "x".repeat(43));
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rw-------"));
        assertThat(admin(relay, elsewhere, "accounts", "list")).isEqualTo(4);
    }

    @Test
    void showsItsSecretOnceAndNowhereElse() throws Exception {
        try (ServerProcess server = ServerProcess.setup().server()) {
            server.start();
            String secret = Files.readString(secret(server)).strip();
            assertThat(server.everythingWritten()).anyMatch(line -> line.contains(secret));
            assertThat(server.log()).noneMatch(line -> line.contains(secret));
            server.terminate();

            int before = count(server.everythingWritten(), secret);
            server.start();
            assertThat(admin(server, "accounts", "list")).isZero();
            assertThat(count(server.everythingWritten(), secret)).isEqualTo(before);
        }
    }

    private static int count(List<String> lines, String secret) {
        return (int) lines.stream().filter(line -> line.contains(secret)).count();
    }
}
