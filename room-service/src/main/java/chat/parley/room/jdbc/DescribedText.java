package chat.parley.room.jdbc;

import chat.parley.contracts.room.Change;
import chat.parley.protocol.name.MetadataKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a change of a room's metadata stands in its row: a line a key, {@code +key value} or {@code -key}. A key has no space in it, and a
 * value, which came in a line of IRC, no line's end.
 */
final class DescribedText {
    private DescribedText() {}

    static String of(Change.Described described) {
        List<String> lines = new ArrayList<>();
        described.set().forEach((key, value) -> lines.add('+' + key.value() + ' ' + value));
        described.removed().forEach(key -> lines.add('-' + key.value()));
        return String.join("\n", lines);
    }

    static Change.Described parse(String text) {
        Map<MetadataKey, String> set = new TreeMap<>();
        List<MetadataKey> removed = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (line.charAt(0) == '-') {
                removed.add(new MetadataKey(line.substring(1)));
            } else {
                int space = line.indexOf(' ');
                set.put(new MetadataKey(line.substring(1, space)), line.substring(space + 1));
            }
        }
        return new Change.Described(set, removed);
    }
}
