package chat.parley.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Until when this device has shown a user's messages, so that what came later can be told at the next sign-in. One line
 * for each server and account: {@code host:port account time}. Losing the file loses nothing else.
 */
public final class SeenFile {

    private static final int MOST_LINES = 1000;

    private final Path file;

    public SeenFile(Path file) {
        this.file = file;
    }

    /** The time for a server and account, or null if it is not known. */
    public @Nullable Instant read(String server, String account) {
        String key = key(server, account);
        for (String line : lines()) {
            if (line.startsWith(key)) {
                try {
                    return Instant.parse(line.substring(key.length()).strip());
                } catch (DateTimeException e) {
                    return null;
                }
            }
        }
        return null;
    }

    /** Notes a time. What cannot be written is not worth an error: it would be shown twice, that is all. */
    public void write(String server, String account, Instant time) {
        String key = key(server, account);
        var lines = new ArrayList<String>();
        lines.add(key + time);
        lines().stream().filter(line -> !line.startsWith(key)).limit(MOST_LINES).forEach(lines::add);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "seen", ".new");
            Files.write(fresh, lines);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // As said.
        }
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String key(String server, String account) {
        return server + " " + account.replace(' ', '_') + " ";
    }
}
