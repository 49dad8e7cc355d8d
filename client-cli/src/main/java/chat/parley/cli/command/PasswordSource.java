package chat.parley.cli.command;

import chat.parley.cli.config.SettingsException;
import chat.parley.cli.session.Password;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a password comes from when nobody is asked: a file, or the environment. Never the command line. */
final class PasswordSource {

    static final String VARIABLE = "PARLEY_PASSWORD";

    private final @Nullable Path file;
    private final Map<String, String> environment;

    PasswordSource(@Nullable Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    /** The password, or null if it must be asked for. Throws {@link SettingsException}. */
    @Nullable
    Password find() {
        Path given = file;
        if (given != null) {
            return read(given);
        }
        String value = environment.get(VARIABLE);
        return value == null || value.isEmpty() ? null : new Password(value);
    }

    private static Password read(Path file) {
        String first;
        try (var lines = Files.lines(file)) {
            first = lines.findFirst().orElse("");
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new SettingsException("--password-file " + file + " cannot be read");
        }
        if (first.isEmpty()) {
            throw new SettingsException("--password-file " + file + " has nothing in its first line");
        }
        return new Password(first);
    }
}
