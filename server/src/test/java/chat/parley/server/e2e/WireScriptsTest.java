package chat.parley.server.e2e;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import chat.parley.testkit.process.ServerProcess;
import chat.parley.testkit.wire.WireScript;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Plays the scripts in {@code scripts/} against a server; each has its own people and rooms. */
class WireScriptsTest {
    @RegisterExtension
    static final ServerProcess server = ServerProcess.setup()
            .guests()
            .set("server.motd", "Welcome!\nBe kind.\n")
            .setNull("rooms.lobby")
            .server();

    @TestFactory
    Stream<DynamicTest> goesAsWritten() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(WireScriptsTest.class.getResource("/scripts"))
                .toURI());
        List<Path> scripts;
        try (Stream<Path> files = Files.list(folder)) {
            scripts = files.sorted().toList();
        }
        return scripts.stream()
                .map(script -> dynamicTest(
                        script.getFileName().toString(),
                        () -> WireScript.of(Files.readString(script)).run(server::client)));
    }
}
