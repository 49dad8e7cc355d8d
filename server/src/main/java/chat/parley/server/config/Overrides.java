package chat.parley.server.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lays environment variables and {@code --set key=value} over a file's values, in this order; what comes last counts. Values are YAML.
 */
final class Overrides {
    private static final String PREFIX = "PARLEY_";

    private Overrides() {}

    /**
     * @param known the keys that exist, joined by dots, among which a variable's name is looked up: upper case, dots as
     *     underscores, as in {@code PARLEY_SERVER_DATADIR}
     */
    static Value.Mapping environment(
            Value.Mapping base, Map<String, String> environment, Supplier<Collection<String>> known)
            throws ConfigException {
        List<String> variables = environment.keySet().stream()
                .filter(variable -> variable.startsWith(PREFIX))
                .sorted()
                .toList();
        return variables.isEmpty() ? base : environment(base, environment, variables, known.get());
    }

    private static Value.Mapping environment(
            Value.Mapping base, Map<String, String> environment, List<String> variables, Collection<String> known)
            throws ConfigException {
        Map<String, String> keys = known.stream().collect(Collectors.toMap(Overrides::flat, key -> key, (a, b) -> a));
        Value.Mapping result = base;
        List<String> problems = new ArrayList<>();
        for (String variable : variables) {
            String key = keys.get(flat(variable.substring(PREFIX.length())));
            if (key == null) {
                misspelt(variable, keys).ifPresent(problems::add);
            } else {
                Value value = YamlText.value(environment.getOrDefault(variable, ""), variable);
                result = put(result, Value.path(key), value, variable);
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return result;
    }

    /** @param assignments each {@code key=value}; a number in the key stands for a place in a list, from 0 */
    static Value.Mapping assignments(Value.Mapping base, List<String> assignments) throws ConfigException {
        Value.Mapping result = base;
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals <= 0) {
                throw new ConfigException("--set " + assignment + ": write --set key=value");
            }
            String key = assignment.substring(0, equals);
            String source = "--set " + key;
            Value value = YamlText.value(assignment.substring(equals + 1), source);
            result = put(result, Value.path(key), value, source);
        }
        return result;
    }

    /** Other things may begin with PARLEY_ too: only what nearly is a key is taken for a mistake. */
    private static Optional<String> misspelt(String variable, Map<String, String> keys) {
        String wanted = flat(variable.substring(PREFIX.length()));
        return Nearest.of(wanted, keys.keySet())
                .map(keys::get)
                .map(key -> variable + ": there is no such key; did you mean " + PREFIX
                        + key.replace('.', '_').toUpperCase(Locale.ROOT) + "?");
    }

    private static String flat(String key) {
        return key.replace(".", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static Value.Mapping put(Value.Mapping mapping, List<String> path, Value value, String source)
            throws ConfigException {
        String key = path.getFirst();
        return mapping.with(key, changed(mapping.entries().get(key), path.subList(1, path.size()), value, source));
    }

    private static Value changed(@Nullable Value old, List<String> rest, Value value, String source)
            throws ConfigException {
        if (rest.isEmpty()) {
            return value;
        }
        return switch (old) {
            case null -> {
                if (rest.getFirst().matches("[0-9]{1,4}")) {
                    throw new ConfigException(
                            source + ": the file has no such list, only defaults; write the list there first");
                }
                yield put(Value.Mapping.empty(source), rest, value, source);
            }
            case Value.Mapping mapping -> put(mapping, rest, value, source);
            case Value.Sequence sequence -> changed(sequence, rest, value, source);
            case Value.Scalar scalar when scalar.isNull() -> put(Value.Mapping.empty(source), rest, value, source);
            case Value.Scalar _scalar -> throw new ConfigException(source + ": there are no keys below that");
        };
    }

    private static Value changed(Value.Sequence sequence, List<String> rest, Value value, String source)
            throws ConfigException {
        int size = sequence.items().size();
        String index = rest.getFirst();
        if (!index.matches("[0-9]{1,4}") || Integer.parseInt(index) >= size) {
            throw new ConfigException(
                    source + ": '" + index + "' is no place in a list of " + size + ", counted from 0");
        }
        List<Value> items = new ArrayList<>(sequence.items());
        int at = Integer.parseInt(index);
        items.set(at, changed(items.get(at), rest.subList(1, rest.size()), value, source));
        return new Value.Sequence(items, sequence.place());
    }
}
