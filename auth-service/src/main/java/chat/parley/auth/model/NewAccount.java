package chat.parley.auth.model;

import chat.parley.protocol.name.Nickname;
import org.jspecify.annotations.Nullable;

/**
 * An account that is to be stored. Its name is its nick.
 *
 * @param verifier of its password; null where only the hex of it is known
 * @param hexVerifier of the hex that classic clients send; null where there are none
 * @param email not checked, never shown
 * @param createdAtMillis since 1970
 * @param passwordUntilMillis when its password ends, since 1970; 0: never
 */
public record NewAccount(
        Nickname name,
        String firstName,
        String lastName,
        @Nullable String email,
        @Nullable Verifier verifier,
        LegacyProof.@Nullable Wrapped hexVerifier,
        long createdAtMillis,
        long passwordUntilMillis) {
    /** One whose password does not end. */
    public NewAccount(
            Nickname name,
            String firstName,
            String lastName,
            @Nullable String email,
            @Nullable Verifier verifier,
            LegacyProof.@Nullable Wrapped hexVerifier,
            long createdAtMillis) {
        this(name, firstName, lastName, email, verifier, hexVerifier, createdAtMillis, 0);
    }
}
