package chat.parley.protocol.name;

import chat.parley.protocol.Validated;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a person is called on the wire: 1 to 32 letters, digits and IRC's special characters, not beginning with a digit or
 * a hyphen. Two nicks that differ only in capitals are equal. Whether somebody may be called that here is another question:
 * {@link NickRules}.
 *
 * @param value the name as it is shown
 */
public record Nickname(String value) {

    /** Longest name, in characters: Unicode's code points. */
    public static final int MAX_CHARACTERS = NameRules.MAX_CHARACTERS;

    /** Longest name, in bytes of UTF-8. */
    public static final int MAX_BYTES = NameRules.MAX_BYTES;

    /**
     * For names that were checked before; those that come from outside go through {@link #parse}.
     *
     * @throws IllegalArgumentException if it is no such name
     */
    public Nickname {
        String fault = NameRules.fault(value);
        if (fault != null) {
            throw new IllegalArgumentException("nick " + fault);
        }
    }

    /** Checks a name that somebody sent to say whom they mean; the reason goes on after "nick". */
    public static Validated<Nickname> parse(String text) {
        return NameRules.parse(text, Nickname::new);
    }

    /**
     * The nick that comes nearest to a name of the old system, which knew no rules: accents are taken off, spaces become
     * underscores, what no nick can have goes, and a number is put behind it until it is free.
     *
     * @param oldUsername any text at all
     * @param taken whether a nick, given in its folded form, is in use or reserved
     */
    public static Nickname nearestFreeNick(String oldUsername, Predicate<String> taken) {
        return NearestNick.find(oldUsername, taken);
    }

    /** The form by which it is compared and looked up. */
    public String folded() {
        return fold(value);
    }

    /** That form of any text that may be the name of a person or an account, or have such names in it. */
    public static String fold(String text) {
        return NameFolding.fold(text);
    }

    /** Whether two texts are the same name. */
    public static boolean same(String one, String other) {
        return fold(one).equals(fold(other));
    }

    /** Whether it is the same name, whatever its capitals. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Nickname that && same(value, that.value);
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
