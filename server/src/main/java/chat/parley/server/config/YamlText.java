package chat.parley.server.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads YAML, and JSON with it, into {@link Value}s. Stricter than YAML: a key that stands twice is an error, and lists and
 * mappings cannot be referred to, so that a text never means more than what is written.
 */
final class YamlText {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_CHARS = 1_000_000;

    private final Function<@Nullable Mark, String> place;

    private YamlText(Function<@Nullable Mark, String> place) {
        this.place = place;
    }

    /**
     * A whole file. An empty one, or one of nothing but comments, is an empty mapping.
     *
     * @param name of the file, for errors
     */
    static Value.Mapping file(String text, String name) throws ConfigException {
        Value value = new YamlText(mark -> mark == null ? name : name + ":" + (mark.getLine() + 1)).read(text);
        return switch (value) {
            case Value.Mapping mapping -> mapping;
            case Value.Scalar scalar when scalar.isNull() -> Value.Mapping.empty(name);
            case Value.Scalar scalar ->
                throw new ConfigException(scalar.place() + ": a text, where keys with values are expected");
            case Value.Sequence list ->
                throw new ConfigException(list.place() + ": a list, where keys with values are expected");
        };
    }

    /**
     * One value, as given to {@code --set} or in an environment variable.
     *
     * @param source what the value was given by, for errors
     */
    static Value value(String text, String source) throws ConfigException {
        return new YamlText(mark -> source).read(text);
    }

    private Value read(String text) throws ConfigException {
        if (text.length() > MAX_CHARS) {
            throw new ConfigException(place.apply(null) + ": longer than " + MAX_CHARS + " characters");
        }
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(0);
        try {
            Node node = new Yaml(options).compose(new StringReader(text));
            return node == null ? new Value.Scalar("", true, place.apply(null)) : convert(node);
        } catch (MarkedYAMLException wrong) {
            throw new ConfigException(place.apply(wrong.getProblemMark()) + ": no valid YAML: " + problem(wrong));
        } catch (YAMLException wrong) {
            throw new ConfigException(place.apply(null) + ": no valid YAML: " + oneLine(wrong.getMessage()));
        }
    }

    private Value convert(Node node) throws ConfigException {
        String where = place.apply(node.getStartMark());
        return switch (node) {
            case ScalarNode scalar ->
                new Value.Scalar(scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN, where);
            case SequenceNode sequence -> {
                List<Value> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(convert(item));
                }
                yield new Value.Sequence(items, where);
            }
            case MappingNode mapping -> convert(mapping, where);
            default -> throw new ConfigException(where + ": no valid YAML");
        };
    }

    private Value convert(MappingNode mapping, String where) throws ConfigException {
        LinkedHashMap<String, Value> entries = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            String keyPlace = place.apply(entry.getKeyNode().getStartMark());
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new ConfigException(keyPlace + ": a key has to be a word");
            }
            if (entries.put(key.getValue(), convert(entry.getValueNode())) != null) {
                throw new ConfigException(keyPlace + ": the key '" + key.getValue() + "' stands here twice");
            }
        }
        return new Value.Mapping(entries, where);
    }

    private static String problem(MarkedYAMLException wrong) {
        String problem = oneLine(wrong.getProblem());
        return wrong.getContext() == null ? problem : oneLine(wrong.getContext()) + ", " + problem;
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "" : text.strip().replaceAll("\\s+", " ");
    }
}
