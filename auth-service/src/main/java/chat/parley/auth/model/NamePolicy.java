package chat.parley.auth.model;

import chat.parley.protocol.Validated;
import chat.parley.protocol.name.AsciiNicks;
import chat.parley.protocol.name.NickRules;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.ServiceNames;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which names an account may be given. */
public final class NamePolicy {
    /** Longest first or last name, in characters. */
    public static final int MAX_PERSON_NAME = 64;

    private final Set<String> reserved;
    private final NickRules nicks;

    /** Where names are ASCII. */
    public NamePolicy(Collection<String> further) {
        this(further, AsciiNicks.RULES);
    }

    /**
     * Reserves the names of services.
     *
     * @param further names that this server reserves besides, such as its own
     * @param nicks which names may be taken at all
     */
    public NamePolicy(Collection<String> further, NickRules nicks) {
        Set<String> all = new HashSet<>();
        further.forEach(name -> all.add(Nickname.fold(name)));
        this.reserved = Set.copyOf(all);
        this.nicks = nicks;
    }

    /** Which names may be taken at all. */
    public NickRules nicks() {
        return nicks;
    }

    /** The reason of a refusal is a sentence. */
    public Validated<Nickname> check(String name) {
        return switch (nicks.check(name)) {
            case Validated.Invalid<Nickname> bad -> Validated.invalid("The account name " + bad.reason() + ".");
            case Validated.Valid<Nickname> good ->
                isReserved(good.value().folded())
                        ? Validated.invalid("The name " + good.value() + " is reserved; choose another.")
                        : good;
        };
    }

    public boolean isReserved(String folded) {
        return ServiceNames.contains(folded) || reserved.contains(folded);
    }

    /**
     * Checks a person's first or last name.
     *
     * @param what "first name" or "last name"
     */
    public static Validated<String> checkPersonName(String what, String name) {
        String stripped = name.strip();
        if (stripped.length() > MAX_PERSON_NAME) {
            return Validated.invalid("The " + what + " is longer than " + MAX_PERSON_NAME + " characters.");
        }
        return stripped.chars().anyMatch(Character::isISOControl)
                ? Validated.invalid("The " + what + " contains a control character.")
                : Validated.valid(stripped);
    }
}
