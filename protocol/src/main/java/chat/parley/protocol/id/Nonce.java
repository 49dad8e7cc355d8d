package chat.parley.protocol.id;

import chat.parley.protocol.Validated;
import org.jspecify.annotations.Nullable;

/**
 * What a client marks a message with, so that sending it again does not say it twice: the value of the tag
 * {@code parley.chat/nonce}. It need be unique only among what one account says in one conversation within 24 hours.
 *
 * @param value 1 to 64 printable ASCII characters without spaces; capitals count
 */
public record Nonce(String value) {

    /** Name of the tag that carries it. */
    public static final String TAG = "parley.chat/nonce";

    public static final int MAX_BYTES = 64;

    /** @throws IllegalArgumentException if it is none */
    public Nonce {
        String fault = fault(value);
        if (fault != null) {
            throw new IllegalArgumentException("nonce " + fault);
        }
    }

    /** Checks one that somebody sent; the reason goes on after "nonce". */
    public static Validated<Nonce> parse(String text) {
        String fault = fault(text);
        return fault == null ? Validated.valid(new Nonce(text)) : Validated.invalid(fault);
    }

    private static @Nullable String fault(String text) {
        if (text.isEmpty()) {
            return "is empty";
        }
        if (text.length() > MAX_BYTES) {
            return "is longer than " + MAX_BYTES + " bytes";
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7F) {
                return "contains a character other than printable ASCII without spaces";
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return value;
    }
}
