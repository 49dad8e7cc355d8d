package chat.parley.cli.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Reads {@code chat.yaml}. JSON is YAML too. */
public final class SettingsFile {

    private SettingsFile() {}

    /**
     * The defaults with what a file says over them.
     *
     * @throws SettingsException if the file cannot be read or says something wrong; the message names the file
     */
    public static Settings read(Path file) {
        if (!Files.exists(file)) {
            throw new SettingsException(file + ": there is no such file");
        }
        try {
            return apply(new YAMLMapper().readTree(Files.readString(file)), file);
        } catch (JacksonException e) {
            var where = e.getLocation();
            String line = where == null ? "" : " in line " + where.getLineNr();
            throw new SettingsException(file + ": is not YAML" + line);
        } catch (IOException e) {
            throw new SettingsException(file + ": cannot be read: " + reason(e));
        }
    }

    private static Settings apply(JsonNode root, Path file) {
        if (root.isMissingNode() || root.isNull()) {
            return Settings.DEFAULTS;
        }
        if (!root.isObject()) {
            throw new SettingsException(file + ": must be lines of the form 'key: value'");
        }
        Settings settings = Settings.DEFAULTS;
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            JsonNode value = entry.getValue();
            try {
                if (value.isContainerNode()) {
                    throw new SettingsException(entry.getKey() + " must be a single value");
                }
                settings = settings.with(entry.getKey(), value.isNull() ? "" : value.asText());
            } catch (SettingsException e) {
                throw new SettingsException(file + ": " + e.getMessage());
            }
        }
        return settings;
    }

    private static String reason(IOException e) {
        String name = e.getClass().getSimpleName().replace("Exception", "");
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
