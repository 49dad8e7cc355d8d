package chat.parley.protocol.name;

import chat.parley.protocol.Validated;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of metadata is called: {@code display-name}, {@code avatar}, {@code example.org/mood}.
 *
 * @param value small letters, digits and {@code _ . / -}
 * @see <a href="https://ircv3.net/specs/extensions/metadata#keys-and-values">IRCv3 metadata, keys and values</a>
 */
public record MetadataKey(String value) implements Comparable<MetadataKey> {

    /** Longest key, in characters, which are as many bytes. */
    public static final int MAX_CHARACTERS = 64;

    /**
     * For keys that were checked before; those that come from outside go through {@link #parse}.
     *
     * @throws IllegalArgumentException if it is no such key
     */
    public MetadataKey {
        String fault = fault(value);
        if (fault != null) {
            throw new IllegalArgumentException("metadata key " + fault);
        }
    }

    /** Checks a key that somebody sent; the reason goes on after "key". */
    public static Validated<MetadataKey> parse(String text) {
        String fault = fault(text);
        return fault == null ? Validated.valid(new MetadataKey(text)) : Validated.invalid(fault);
    }

    private static @Nullable String fault(String text) {
        if (text.isEmpty()) {
            return "is empty";
        }
        if (text.length() > MAX_CHARACTERS) {
            return "is longer than " + MAX_CHARACTERS + " characters";
        }
        return text.chars().allMatch(MetadataKey::isAllowed) ? null : "may have small letters, digits and _ . / - only";
    }

    private static boolean isAllowed(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '/' || c == '-';
    }

    @Override
    public int compareTo(MetadataKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
