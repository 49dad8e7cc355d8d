package chat.parley.protocol.line;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The message tags of one line, unescaped, in the order in which they are written. Immutable. A tag without a value and
 * one with an empty value are the same. Two sets of tags are equal whatever their order.
 *
 * @see <a href="https://ircv3.net/specs/extensions/message-tags">IRCv3 message-tags</a>
 */
public final class Tags {

    /** No tags at all. */
    public static final Tags EMPTY = new Tags(Map.of());

    /** Most tags that one line may carry, the repeated ones counted. */
    public static final int MAX_TAGS = 256;

    private final Map<String, String> values;

    private Tags(Map<String, String> values) {
        this.values = values;
    }

    /**
     * One tag.
     *
     * @throws IllegalArgumentException if the key cannot stand on the wire
     */
    public static Tags of(String key, String value) {
        return EMPTY.with(key, value);
    }

    /**
     * All of the given tags, in the order of the map.
     *
     * @throws IllegalArgumentException if a key cannot stand on the wire
     */
    public static Tags of(Map<String, String> tags) {
        if (tags.isEmpty()) {
            return EMPTY;
        }
        var copy = new LinkedHashMap<String, String>(tags);
        copy.keySet().forEach(Tags::checkKey);
        return new Tags(Collections.unmodifiableMap(copy));
    }

    /**
     * Reads what stands between the {@code @} and the space. The last of several tags of one key wins. A line is not
     * refused for its tags' keys, as the specification asks: a tag without a key, or with one that could not be written
     * again, is passed over.
     *
     * @return null if there are more than {@link #MAX_TAGS}
     */
    public static @Nullable Tags parse(String data) {
        var tags = new LinkedHashMap<String, String>();
        int from = 0;
        int count = 0;
        while (from < data.length()) {
            int end = data.indexOf(';', from);
            if (end < 0) {
                end = data.length();
            }
            if (end > from && ++count > MAX_TAGS) {
                return null;
            }
            int equals = data.indexOf('=', from);
            boolean hasValue = equals >= 0 && equals < end;
            String key = data.substring(from, hasValue ? equals : end);
            if (isKey(key)) {
                tags.put(key, hasValue ? unescape(data.substring(equals + 1, end)) : "");
            }
            from = end + 1;
        }
        return tags.isEmpty() ? EMPTY : new Tags(Collections.unmodifiableMap(tags));
    }

    /** The value of a tag, empty if it has none, or null if the tag is not there. */
    public @Nullable String get(String key) {
        return values.get(key);
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public int size() {
        return values.size();
    }

    /** These tags as an unmodifiable map, in order. */
    public Map<String, String> asMap() {
        return values;
    }

    /** Calls back with every key and value, in order. */
    public void forEach(BiConsumer<String, String> action) {
        values.forEach(action);
    }

    /**
     * These tags and one more at the end; a tag of the same key takes the new value and keeps its place.
     *
     * @throws IllegalArgumentException if the key cannot stand on the wire
     */
    public Tags with(String key, String value) {
        checkKey(key);
        var copy = new LinkedHashMap<String, String>(values);
        copy.put(key, value);
        return new Tags(Collections.unmodifiableMap(copy));
    }

    /** These tags, followed by the others, whose values win. */
    public Tags withAll(Tags others) {
        if (others.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return others;
        }
        var copy = new LinkedHashMap<String, String>(values);
        copy.putAll(others.values);
        return new Tags(Collections.unmodifiableMap(copy));
    }

    /** These tags but for one. */
    public Tags without(String key) {
        if (!has(key)) {
            return this;
        }
        var copy = new LinkedHashMap<String, String>(values);
        copy.remove(key);
        return copy.isEmpty() ? EMPTY : new Tags(Collections.unmodifiableMap(copy));
    }

    /** Only the tags that a client means for other clients, whose keys begin with {@code +}. */
    public Tags clientOnly() {
        var copy = new LinkedHashMap<String, String>();
        values.forEach((key, value) -> {
            if (key.charAt(0) == '+') {
                copy.put(key, value);
            }
        });
        if (copy.size() == values.size()) {
            return this;
        }
        return copy.isEmpty() ? EMPTY : new Tags(Collections.unmodifiableMap(copy));
    }

    /** How a value stands on the wire. Everything but NUL can. */
    public static String escape(String value) {
        int clean = 0;
        while (clean < value.length() && escapeLetter(value.charAt(clean)) == 0) {
            clean++;
        }
        if (clean == value.length()) {
            return value;
        }
        var escaped = new StringBuilder(value.length() + 8).append(value, 0, clean);
        for (int i = clean; i < value.length(); i++) {
            char c = value.charAt(i);
            char letter = escapeLetter(c);
            if (letter == 0) {
                escaped.append(c);
            } else {
                escaped.append('\\').append(letter);
            }
        }
        return escaped.toString();
    }

    /** What a value on the wire means. Lenient: a backslash that escapes nothing is dropped. */
    public static String unescape(String escaped) {
        int backslash = escaped.indexOf('\\');
        if (backslash < 0) {
            return escaped;
        }
        var value = new StringBuilder(escaped.length());
        int from = 0;
        while (backslash >= 0) {
            value.append(escaped, from, backslash);
            from = backslash + 2;
            if (backslash + 1 < escaped.length()) {
                value.append(meaning(escaped.charAt(backslash + 1)));
            }
            backslash = from < escaped.length() ? escaped.indexOf('\\', from) : -1;
        }
        return from < escaped.length()
                ? value.append(escaped, from, escaped.length()).toString()
                : value.toString();
    }

    private static char escapeLetter(char c) {
        return switch (c) {
            case ';' -> ':';
            case ' ' -> 's';
            case '\\' -> '\\';
            case '\r' -> 'r';
            case '\n' -> 'n';
            default -> 0;
        };
    }

    private static char meaning(char letter) {
        return switch (letter) {
            case ':' -> ';';
            case 's' -> ' ';
            case 'r' -> '\r';
            case 'n' -> '\n';
            default -> letter;
        };
    }

    private static void checkKey(String key) {
        if (!isKey(key)) {
            throw new IllegalArgumentException("A tag's key is empty or cannot stand on the wire");
        }
    }

    private static boolean isKey(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c <= ' ' || c == ';' || c == '=' || c == 0x7F) {
                return false;
            }
        }
        return !key.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tags tags && values.equals(tags.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
