package chat.parley.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one reading found: everything that is wrong, so that a user mends it in one go, and every key with the value that counts. */
final class Problems {
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Object> effective = new LinkedHashMap<>();

    void add(String place, String key, String problem) {
        lines.add(place + ": " + key + ": " + problem);
    }

    /** Remembers what a key came out as, for comparing one reading with another. */
    void effective(String key, Object value) {
        effective.put(key, value);
    }

    Map<String, Object> effective() {
        return effective;
    }

    void throwIfAny() throws ConfigException {
        if (!lines.isEmpty()) {
            throw new ConfigException(lines);
        }
    }
}
