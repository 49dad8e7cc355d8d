package chat.parley.contracts.room;

import chat.parley.contracts.identity.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * One letter of a MODE.
 *
 * @param argument what stands on the wire for it (a nick, a key, a limit); null for letters without
 * @param person who is meant, for the letters that give or take a rank; else null
 */
public record ModeChange(
        boolean add,
        char letter,
        @Nullable String argument,
        @Nullable PersonId person) {}
