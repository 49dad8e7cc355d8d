package chat.parley.cli.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The file of pinned servers, one line each: {@code host:port SHA256:…}. Lines that begin with {@code #} are comments and
 * stay. It is read anew each time, so that a user may change it meanwhile.
 */
public final class KnownHosts {

    private final Path file;

    public KnownHosts(Path file) {
        this.file = file;
    }

    /** Where it lies, for telling the user. */
    public Path file() {
        return file;
    }

    /**
     * The pin of a server, or null if it is not known.
     *
     * @throws IOException if the file is there and cannot be read, or the server's line cannot be understood: a pin that
     *     is in doubt is not passed over
     */
    @Nullable
    Fingerprint find(String server) throws IOException {
        String key = server.toLowerCase(Locale.ROOT);
        int number = 0;
        for (String line : lines()) {
            number++;
            String[] words = line.strip().split("\\s+", -1);
            if (words[0].toLowerCase(Locale.ROOT).equals(key)) {
                try {
                    return new Fingerprint(words.length > 1 ? words[1] : "");
                } catch (IllegalArgumentException e) {
                    throw new IOException(file + ", line " + number + ": is not of the form 'host:port SHA256:…'");
                }
            }
        }
        return null;
    }

    /** Pins a server; an older pin of it goes. */
    void pin(String server, Fingerprint fingerprint) throws IOException {
        var lines = new ArrayList<>(lines());
        lines.removeIf(line -> line.strip().toLowerCase(Locale.ROOT).startsWith(server.toLowerCase(Locale.ROOT) + " "));
        lines.add(server.toLowerCase(Locale.ROOT) + " " + fingerprint);
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "known_hosts", ".new");
        Files.write(fresh, lines);
        if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private List<String> lines() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
