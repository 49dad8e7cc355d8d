package chat.parley.cli.session;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A password in memory. It is never part of a text that could be shown or logged. */
public final class Password {

    private final char[] characters;

    public Password(char[] characters) {
        this.characters = characters.clone();
    }

    public Password(String text) {
        this.characters = text.toCharArray();
    }

    public boolean isEmpty() {
        return characters.length == 0;
    }

    /** A copy, which the caller overwrites when done. */
    char[] copy() {
        return characters.clone();
    }

    byte[] utf8() {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        var bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }

    /** For the one place that needs it on the wire. */
    String text() {
        return new String(characters);
    }

    public boolean sameAs(Password other) {
        return Arrays.equals(characters, other.characters);
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
