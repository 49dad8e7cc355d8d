package chat.parley.contracts.metadata;

import chat.parley.protocol.line.WordPacker;
import chat.parley.protocol.name.MetadataKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody, or a room, says of itself. Immutable. As many keys, and as long values, as whoever takes changes allows.
 *
 * @param version counts the changes: of two states of the same person's the higher one is the later
 * @param values by key, in alphabetical order
 * @see <a href="https://ircv3.net/specs/extensions/metadata">IRCv3 metadata</a>
 */
public record Metadata(long version, Map<MetadataKey, String> values) {

    /** Of all keys and values together: every relay has those of everybody who is here, and is sent all of them at once. */
    public static final int MOST_BYTES = 2_048;

    /** Nothing, and never was. */
    public static final Metadata NONE = new Metadata(0, Map.of());

    public Metadata {
        values = values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(values));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public @Nullable String get(MetadataKey key) {
        return values.get(key);
    }

    /** As it is after a change. */
    public Metadata after(MetadataChange change) {
        Map<MetadataKey, String> now = new TreeMap<>(values);
        switch (change) {
            case MetadataChange.Put put -> now.putAll(put.values());
            case MetadataChange.Remove remove -> remove.keys().forEach(now::remove);
            case MetadataChange.Clear _clear -> now.clear();
        }
        return new Metadata(version + 1, now);
    }

    /** Whether a change may lead from an earlier state to this one: by none there come to be more keys, or bytes, than allowed. */
    public boolean isWithin(int mostKeys, Metadata before) {
        int keys = values.size();
        int bytes = bytes();
        return (keys <= mostKeys || keys <= before.values.size()) && (bytes <= MOST_BYTES || bytes <= before.bytes());
    }

    private int bytes() {
        int bytes = 0;
        for (Map.Entry<MetadataKey, String> entry : values.entrySet()) {
            bytes += entry.getKey().value().length() + WordPacker.utf8Bytes(entry.getValue());
        }
        return bytes;
    }

    /** The later one of two states. */
    public Metadata orLater(Metadata other) {
        return other.version > version ? other : this;
    }

    /** The keys that have other values than before, or none any more; in alphabetical order. */
    public List<MetadataKey> differencesFrom(Metadata before) {
        if (values.equals(before.values)) {
            return List.of();
        }
        List<MetadataKey> keys = new ArrayList<>();
        values.forEach((key, value) -> {
            if (!value.equals(before.values.get(key))) {
                keys.add(key);
            }
        });
        before.values.keySet().stream().filter(key -> !values.containsKey(key)).forEach(keys::add);
        Collections.sort(keys);
        return keys;
    }
}
