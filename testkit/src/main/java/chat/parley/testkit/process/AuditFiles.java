package chat.parley.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The server's logs of what people did, a file a start. */
final class AuditFiles {
    private AuditFiles() {}

    /** All files, in the order of their starts. */
    static List<Path> all(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            // a second file of the same second has a suffix, which sorts after the dot only when the dot is taken off
            return files.filter(file -> file.getFileName().toString().endsWith(".log"))
                    .sorted((one, other) -> stem(one).compareTo(stem(other)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replace(".log", "");
    }

    static List<String> latest(Path folder) {
        List<Path> files = all(folder);
        if (files.isEmpty()) {
            throw new AssertionError("There is no log in " + folder);
        }
        try {
            return Files.readAllLines(files.getLast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
