package chat.parley.server.command;

import chat.parley.contracts.status.Role;
import chat.parley.server.config.ConfigException;
import chat.parley.server.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which server is meant, by its configuration: options of several commands, and of the commands below them. */
final class ConfigOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The server's configuration.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            scope = ScopeType.INHERIT,
            description = "Overrides a key of the configuration.")
    private List<String> assignments = new ArrayList<>();

    /** Reads it. */
    Settings settings(Map<String, String> environment) throws ConfigException {
        return new RunRequest(Role.UP, config, assignments, true)
                .reader(environment)
                .read()
                .settings();
    }
}
