package chat.parley.server.e2e;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import chat.parley.testkit.wire.WireScript;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The scripts in {@code scripts/}; each has its own people and rooms. */
final class Scripts {
    private Scripts() {}

    /** A test of each. */
    static Stream<DynamicTest> each(Consumer<WireScript> playing) throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(Scripts.class.getResource("/scripts")).toURI());
        List<Path> scripts;
        try (Stream<Path> files = Files.list(folder)) {
            scripts = files.sorted().toList();
        }
        return scripts.stream()
                .map(script -> dynamicTest(
                        script.getFileName().toString(),
                        () -> playing.accept(WireScript.of(Files.readString(script)))));
    }
}
