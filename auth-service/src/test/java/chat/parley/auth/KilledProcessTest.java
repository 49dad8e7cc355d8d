package chat.parley.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.AccountRequest.FindAccount;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged survives a process that is killed at any moment. */
@ExtendWith(VertxExtension.class)
class KilledProcessTest {
    private static final int ENOUGH = 40;

    @TempDir
    private Path folder;

    @Test
    void losesNothingThatWasAcknowledged(Vertx vertx) throws IOException, InterruptedException {
        int acknowledged = runAndKill();
        AuthRig auth = new AuthRig(vertx).start(AuthRig.config(folder));
        for (int number = 1; number <= acknowledged; number++) {
            assertThat(auth.ask(new FindAccount("user" + number))).isPresent();
            assertThat(log()).contains(" Ada: message " + number + ".\n");
        }
        auth.signIn("user" + acknowledged, "password");
        auth.stop();
    }

    private int runAndKill() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledVictim.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int last = 0;
        try (BufferedReader output = process.inputReader(UTF_8)) {
            String line = output.readLine();
            while (line != null) {
                if (line.matches("\\d+")) {
                    last = Integer.parseInt(line);
                }
                if (last == ENOUGH) {
                    // by its handle, which leaves its output open: what it still managed to say counts
                    process.toHandle().destroyForcibly();
                }
                line = output.readLine();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(last).isGreaterThanOrEqualTo(ENOUGH);
        return last;
    }

    private String log() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
            return Files.readString(files.findFirst().orElseThrow());
        }
    }
}
