package chat.parley.server.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One reading of the configuration.
 *
 * @param settings what counts
 * @param values every key, its path joined by dots, with the value it came out as; not for logs: passwords are among them
 */
public record Configuration(Settings settings, Map<String, Object> values) {
    public Configuration {
        values = Map.copyOf(values);
    }

    @Override
    public String toString() {
        return settings.toString();
    }

    /** The keys whose values differ from an earlier reading's, sorted; a list counts as one key. */
    public List<String> changedSince(Configuration earlier) {
        TreeSet<String> changed = new TreeSet<>();
        Stream.concat(values.keySet().stream(), earlier.values.keySet().stream())
                .filter(key -> !key.contains("["))
                .filter(key -> !Objects.equals(values.get(key), earlier.values.get(key)))
                .forEach(changed::add);
        return List.copyOf(changed);
    }
}
