package chat.parley.auth.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Passwords, as the bytes that clients send. */
public final class PasswordText {
    /** What an IRC line leaves room for. */
    public static final int MAX_BYTES = 300;

    private PasswordText() {}

    /** What is wrong with a password, to go on after "The password", or null. */
    public static @Nullable String fault(byte[] utf8) {
        if (utf8.length == 0) {
            return "is empty";
        }
        if (utf8.length > MAX_BYTES) {
            return "is longer than " + MAX_BYTES + " bytes";
        }
        String text = decode(utf8);
        if (text == null) {
            return "is not valid UTF-8";
        }
        return text.chars().anyMatch(Character::isISOControl) ? "contains a control character" : null;
    }

    /** Strictly; null when it is no UTF-8. */
    public static @Nullable String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException malformed) {
            return null;
        }
    }
}
