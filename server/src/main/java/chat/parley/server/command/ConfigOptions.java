package chat.parley.server.command;

import chat.parley.server.config.ConfigReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the configuration comes from. */
final class ConfigOptions {
    private static final Path USUAL = Path.of("config", "parley.yaml");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {
                "The configuration, YAML or JSON.",
                "Otherwise config/parley.yaml, here or where Parley is installed, if there is one."
            })
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = {
                "Overrides a key of the configuration; may be repeated.",
                "For instance --set accounts.guests=true --set listeners.irc.0.port=7000"
            })
    private List<String> assignments = new ArrayList<>();

    ConfigReader reader(Map<String, String> environment) {
        return new ConfigReader(file == null ? usual() : file, environment, assignments);
    }

    private static @Nullable Path usual() {
        if (Files.exists(USUAL)) {
            return USUAL;
        }
        String home = System.getProperty("parley.home");
        if (home != null && Files.exists(Path.of(home).resolve(USUAL))) {
            return Path.of(home).resolve(USUAL);
        }
        return null;
    }
}
