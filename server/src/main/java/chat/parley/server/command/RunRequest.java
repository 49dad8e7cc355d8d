package chat.parley.server.command;

import chat.parley.contracts.status.Role;
import chat.parley.server.config.ConfigReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which process is to run, and how.
 *
 * @param role what it is in the server
 * @param config the configuration's file, or null for the usual one
 * @param assignments of {@code --set}
 * @param checkOnly read the configuration and leave
 */
record RunRequest(Role role, @Nullable Path config, List<String> assignments, boolean checkOnly) {
    private static final Path USUAL = Path.of("config", "parley.yaml");

    RunRequest {
        assignments = List.copyOf(assignments);
    }

    /**
     * Reads the plain forms {@code up --config FILE --set KEY=VALUE}, which nearly every start uses, without the library for command
     * lines: loading that takes longer than all the rest of a start until the configuration has been read. What is not plain, help
     * and mistakes among it, is left to the library.
     */
    static Optional<RunRequest> plain(String... arguments) {
        Role named = arguments.length > 0 ? role(arguments[0]) : null;
        Path config = null;
        List<String> assignments = new ArrayList<>();
        for (int at = named == null ? 0 : 1; at < arguments.length; at += 2) {
            if (at + 1 == arguments.length || arguments[at + 1].startsWith("-")) {
                return Optional.empty();
            }
            if (arguments[at].equals("--config") && config == null) {
                try {
                    config = Path.of(arguments[at + 1]);
                } catch (InvalidPathException mistake) {
                    return Optional.empty();
                }
            } else if (arguments[at].equals("--set")) {
                assignments.add(arguments[at + 1]);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new RunRequest(named == null ? Role.UP : named, config, assignments, false));
    }

    private static @Nullable Role role(String word) {
        for (Role role : Role.values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        return null;
    }

    ConfigReader reader(Map<String, String> environment) {
        return new ConfigReader(config == null ? usual() : config, environment, assignments);
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
