package chat.parley.server.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration, again whenever its file has changed: the file, the environment over it, {@code --set} over both.
 *
 * @param file null for the defaults alone
 * @param environment all variables of this process; those that begin with {@code PARLEY_} and name a key count
 * @param assignments what was given to {@code --set}, in this order
 */
public record ConfigReader(@Nullable Path file, Map<String, String> environment, List<String> assignments) {
    public ConfigReader {
        environment = Map.copyOf(environment);
        assignments = List.copyOf(assignments);
    }

    /** What counts where nothing is configured. */
    public static Configuration defaults() {
        try {
            return Configuration.of(Value.Mapping.empty("defaults"));
        } catch (ConfigException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Reads the file and all that lies over it. Blocks for the reading of a small file.
     *
     * @throws ConfigException if anything is wrong, with a line for each
     */
    public Configuration read() throws ConfigException {
        return file == null ? parse("", "defaults") : parse(text(file), file.toString());
    }

    /** As {@link #read()}, with the file's text already at hand. */
    Configuration parse(String text, String name) throws ConfigException {
        Value.Mapping values = YamlText.file(text, name);
        values = Overrides.environment(values, environment, () -> defaults().keys());
        values = Overrides.assignments(values, assignments);
        return Configuration.of(values);
    }

    private static String text(Path file) throws ConfigException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new ConfigException(file + ": there is no such file");
        } catch (AccessDeniedException denied) {
            throw new ConfigException(file + ": this user may not read it");
        } catch (CharacterCodingException binary) {
            throw new ConfigException(file + ": not a text in UTF-8");
        } catch (IOException failed) {
            throw new ConfigException(file + ": "
                    + (Files.isDirectory(file) ? "this is a folder" : "cannot be read: " + failed.getMessage()));
        }
    }
}
