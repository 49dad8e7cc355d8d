package chat.parley.protocol.name;

import chat.parley.protocol.Validated;
import org.jspecify.annotations.Nullable;

/**
 * The name of an account. The rules are those of a {@link Nickname}, because an account's name is its nick.
 *
 * @param value the name as it is shown
 */
public record AccountName(String value) {

    /** Longest name, in characters: Unicode's code points. */
    public static final int MAX_CHARACTERS = NameRules.MAX_CHARACTERS;

    /**
     * For names that were checked before; those that come from outside go through {@link #parse}.
     *
     * @throws IllegalArgumentException if it is no such name
     */
    public AccountName {
        String fault = NameRules.fault(value);
        if (fault != null) {
            throw new IllegalArgumentException("account name " + fault);
        }
    }

    /** Checks a name that somebody sent; the reason goes on after "account name". */
    public static Validated<AccountName> parse(String text) {
        return NameRules.parse(text, AccountName::new);
    }

    /** The form by which it is compared and looked up. */
    public String folded() {
        return Nickname.fold(value);
    }

    /** Whether it is the same name, whatever its capitals. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AccountName that && Nickname.same(value, that.value);
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
