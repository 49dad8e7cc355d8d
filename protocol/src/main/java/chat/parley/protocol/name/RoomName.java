package chat.parley.protocol.name;

import chat.parley.protocol.Validated;
import chat.parley.protocol.line.WordPacker;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * The name of a room: {@code #} and then up to 63 bytes of UTF-8 that can be seen and told apart. Two names that differ
 * only in ASCII capitals are equal. A parsed name is in normal form C, so that the same name typed on two keyboards is
 * one room.
 *
 * @param value the name as it is shown, {@code #} included
 * @see <a href="https://modern.ircdocs.horse/#channels">Channels</a>
 */
public record RoomName(String value) {

    /** Longest name in bytes of UTF-8, {@code #} included. */
    public static final int MAX_BYTES = 64;

    /** What every room's name begins with. */
    public static final char PREFIX = '#';

    /**
     * For names that were checked before, by this or another process; those that come from outside go through
     * {@link #parse}.
     *
     * @throws IllegalArgumentException if it could not stand on the wire as a room's name
     */
    public RoomName {
        String fault = faultOnTheWire(value);
        if (fault != null) {
            throw new IllegalArgumentException("room name " + fault);
        }
    }

    /** Checks a name that somebody sent; the reason goes on after "room name". */
    public static Validated<RoomName> parse(String text) {
        if (text.length() > MAX_BYTES) {
            return Validated.invalid(tooLong());
        }
        String name = Normalizer.normalize(text, Normalizer.Form.NFC);
        String fault = faultOnTheWire(name);
        if (fault == null) {
            fault = Readability.fault(name.substring(1));
        }
        return fault == null ? Validated.valid(new RoomName(name)) : Validated.invalid(fault);
    }

    /** Whether a target means a room rather than a person, valid or not. */
    public static boolean looksLikeRoom(String target) {
        return !target.isEmpty() && target.charAt(0) == PREFIX;
    }

    /** The form by which it is compared and looked up. */
    public String folded() {
        return CaseMapping.fold(value);
    }

    private static @Nullable String faultOnTheWire(String name) {
        if (name.isEmpty()) {
            return "is empty";
        }
        if (name.charAt(0) != PREFIX) {
            return "does not begin with #";
        }
        if (name.length() == 1) {
            return "has nothing after the #";
        }
        if (name.length() > MAX_BYTES || WordPacker.utf8Bytes(name) > MAX_BYTES) {
            return tooLong();
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == ' ') {
                return "contains a space";
            }
            if (c < ' ' || c == 0x7F) {
                return "contains a control character";
            }
            if (c == ',' || c == ':' || c == '*' || c == '?') {
                return "contains '" + c + "'";
            }
        }
        return null;
    }

    private static String tooLong() {
        return "is longer than " + MAX_BYTES + " bytes";
    }

    /** Whether it is the same name, whatever its ASCII capitals. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RoomName that && CaseMapping.same(value, that.value);
    }

    @Override
    public int hashCode() {
        return folded().hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
