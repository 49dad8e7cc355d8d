package chat.parley.contracts.metadata;

import chat.parley.protocol.name.MetadataKey;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is to become of somebody's metadata, or a room's. */
public sealed interface MetadataChange {

    /** These keys get these values; the others stay. */
    record Put(Map<MetadataKey, String> values) implements MetadataChange {
        public Put {
            values = Collections.unmodifiableMap(new TreeMap<>(values));
        }
    }

    /** These keys go, as far as they are there. */
    record Remove(List<MetadataKey> keys) implements MetadataChange {
        public Remove {
            keys = List.copyOf(keys);
        }
    }

    /** All keys go. */
    record Clear() implements MetadataChange {}
}
