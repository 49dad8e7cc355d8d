package chat.parley.auth.jdbc;

import chat.parley.contracts.metadata.Metadata;
import chat.parley.protocol.name.MetadataKey;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an account's metadata stands in its one column: a line for each key, which is followed by a space and the value. A key has no space in
 * it, and a value, which came in a line of IRC, no line's end.
 */
final class MetadataText {
    private MetadataText() {}

    /** Null for none. */
    static @Nullable String of(Metadata metadata) {
        if (metadata.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        metadata.values()
                .forEach((key, value) -> text.append(text.isEmpty() ? "" : "\n")
                        .append(key.value())
                        .append(' ')
                        .append(value));
        return text.toString();
    }

    static Metadata parse(long version, @Nullable String text) {
        Map<MetadataKey, String> values = new TreeMap<>();
        if (text != null) {
            for (String line : text.split("\n", -1)) {
                int space = line.indexOf(' ');
                values.put(new MetadataKey(line.substring(0, space)), line.substring(space + 1));
            }
        }
        return new Metadata(version, values);
    }
}
