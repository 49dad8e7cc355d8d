package chat.parley.server.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One reading of the configuration. Immutable. */
public final class Configuration {
    private final Settings settings;
    private final Map<String, Object> values;
    private final Value.Mapping written;

    private Configuration(Settings settings, Map<String, Object> values, Value.Mapping written) {
        this.settings = settings;
        this.values = Map.copyOf(values);
        this.written = written;
    }

    /** Reads what was written, with defaults for the rest. */
    static Configuration of(Value.Mapping written) throws ConfigException {
        Problems problems = new Problems();
        Section section = new Section("", written, problems);
        Settings settings = Settings.read(section);
        section.finish();
        problems.throwIfAny();
        return new Configuration(settings, problems.effective(), written);
    }

    /** What counts. */
    public Settings settings() {
        return settings;
    }

    /** All keys, their paths joined by dots. */
    Collection<String> keys() {
        return values.keySet();
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

    /**
     * This configuration with some keys as they are in another one.
     *
     * @throws ConfigException if they do not go together
     */
    public Configuration taking(Collection<String> keys, Configuration other) throws ConfigException {
        Value.Mapping mixed = written;
        for (String key : keys) {
            mixed = mixed.replaced(Value.path(key), other.written);
        }
        return of(mixed);
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
