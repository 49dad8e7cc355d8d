package chat.parley.server.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A piece of configuration as it was written, before anybody has asked what it means. Scalars keep their text: a password
 * {@code 0123} stays that, whatever YAML takes it for.
 */
sealed interface Value {

    /** The words of a dotted key. */
    static List<String> path(String key) {
        return List.of(key.split("\\.", -1));
    }

    /** Where it was written, in words for an error: {@code config/parley.yaml:12}, {@code --set}, a variable's name. */
    String place();

    /**
     * A single value.
     *
     * @param plain written without quotes, so that {@code null} and {@code true} mean what they say
     */
    record Scalar(String text, boolean plain, String place) implements Value {
        boolean isNull() {
            return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }
    }

    /** A list. */
    record Sequence(List<Value> items, String place) implements Value {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** In the order in which it was written. */
    record Mapping(LinkedHashMap<String, Value> entries, String place) implements Value {
        static Mapping empty(String place) {
            return new Mapping(new LinkedHashMap<>(), place);
        }

        Mapping with(String key, Value value) {
            LinkedHashMap<String, Value> changed = new LinkedHashMap<>(entries);
            changed.put(key, value);
            return new Mapping(changed, place);
        }

        /** The same but for one key, which is as it is in another mapping: gone where it is not written there. */
        Mapping replaced(List<String> path, Mapping other) {
            Value replacement = other.entries.get(path.getFirst());
            if (path.size() == 1) {
                LinkedHashMap<String, Value> changed = new LinkedHashMap<>(entries);
                changed.remove(path.getFirst());
                Mapping without = new Mapping(changed, place);
                return replacement == null ? without : without.with(path.getFirst(), replacement);
            }
            Mapping inner = entries.get(path.getFirst()) instanceof Mapping mapping ? mapping : empty(place);
            Mapping innerOther = replacement instanceof Mapping mapping ? mapping : empty(other.place);
            return with(path.getFirst(), inner.replaced(path.subList(1, path.size()), innerOther));
        }

        Map<String, Value> view() {
            return Collections.unmodifiableMap(entries);
        }
    }
}
