package chat.parley.protocol.name;

import chat.parley.protocol.Validated;
import java.util.Set;

/**
 * Which nicks people may take here, and accounts be named: what the operator has chosen. Immutable, and safe to be used by all
 * threads.
 *
 * @see AsciiNicks
 */
public interface NickRules {

    /**
     * Checks a name that somebody wants to take, and gives it the form in which it is shown. The reason goes on after "nick".
     *
     * @param text of any length
     */
    Validated<Nickname> check(String text);

    /**
     * What a name looks like, in a form that is the same for all names that can be mistaken for it: two names look alike when they
     * have one of these in common. Empty where no two names do.
     */
    Set<String> likenesses(Nickname nick);

    /** Whether there are names beyond ASCII. */
    boolean beyondAscii();
}
