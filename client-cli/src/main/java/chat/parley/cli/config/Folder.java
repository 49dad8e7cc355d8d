package chat.parley.cli.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * The folder of the client's own files: its settings, the certificates that it trusts, what it has shown already.
 *
 * @param path need not exist
 */
public record Folder(Path path) {

    /**
     * {@code $XDG_CONFIG_HOME/parley}, or {@code ~/.config/parley}. As for a shell, home is what HOME says.
     *
     * @param home the user's home where HOME says nothing
     */
    public static Folder usual(Map<String, String> environment, Path home) {
        String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
        String told = environment.getOrDefault("HOME", "");
        Path config = base.isBlank() ? (told.isBlank() ? home : Path.of(told)).resolve(".config") : Path.of(base);
        return new Folder(config.resolve("parley"));
    }

    public Path settings() {
        return path.resolve("chat.yaml");
    }

    public Path knownHosts() {
        return path.resolve("known_hosts");
    }

    /** Until when messages were seen, for each server and account. */
    public Path seen() {
        return path.resolve("seen");
    }
}
