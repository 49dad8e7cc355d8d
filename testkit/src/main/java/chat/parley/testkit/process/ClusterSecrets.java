package chat.parley.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The secret of the clusters of a process of tests: made once, by the command that operators use, since that takes a process. */
final class ClusterSecrets {
    private static final long PATIENCE_SECONDS = 60;

    private static @Nullable String made;

    private ClusterSecrets() {}

    /** Writes it to a new file, for its owner alone to read. */
    static synchronized void write(Path file) {
        try {
            if (made == null) {
                made = make(file);
            } else {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, made);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String make(Path file) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Setup.java(), "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Setup.MAIN, "admin", "cluster-secret", file.toString()));
        Process maker = new ProcessBuilder(command).inheritIO().start();
        if (!maker.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || maker.exitValue() != 0) {
            throw new AssertionError("No secret was made");
        }
        return Files.readString(file);
    }
}
