package chat.parley.server.config;

import java.util.List;

/** The configuration cannot be used. Each line names one key or place, what is wrong there and what would be right. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    public ConfigException(List<String> lines) {
        super(String.join("\n", lines), null, false, false);
        this.lines = List.copyOf(lines);
    }

    public ConfigException(String line) {
        this(List.of(line));
    }

    /** At least one. */
    public List<String> lines() {
        return lines;
    }
}
