package chat.parley.protocol.id;

import chat.parley.protocol.Validated;
import chat.parley.protocol.line.WordPacker;
import org.jspecify.annotations.Nullable;

/**
 * What a client marks a request with, to know the answer by: the value of the tag {@code label}, given back as it came.
 *
 * @param value 1 to 64 bytes of UTF-8, unescaped
 * @see <a href="https://ircv3.net/specs/extensions/labeled-response#tag-value">IRCv3 labeled-response, tag value</a>
 */
public record Label(String value) {

    /** Name of the tag that carries it. */
    public static final String TAG = "label";

    public static final int MAX_BYTES = 64;

    /** @throws IllegalArgumentException if it is none */
    public Label {
        String fault = fault(value);
        if (fault != null) {
            throw new IllegalArgumentException("label " + fault);
        }
    }

    /** Checks one that somebody sent; the reason goes on after "label". */
    public static Validated<Label> parse(String text) {
        String fault = fault(text);
        return fault == null ? Validated.valid(new Label(text)) : Validated.invalid(fault);
    }

    private static @Nullable String fault(String text) {
        if (text.isEmpty()) {
            return "is empty";
        }
        if (text.length() > MAX_BYTES || WordPacker.utf8Bytes(text) > MAX_BYTES) {
            return "is longer than " + MAX_BYTES + " bytes";
        }
        return text.indexOf('\0') < 0 ? null : "contains a NUL";
    }

    @Override
    public String toString() {
        return value;
    }
}
