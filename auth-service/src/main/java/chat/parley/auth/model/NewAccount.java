package chat.parley.auth.model;

import chat.parley.protocol.name.Nickname;
import org.jspecify.annotations.Nullable;

/**
 * An account that is to be stored. Its name is its nick.
 *
 * @param email not checked, never shown
 * @param createdAtMillis since 1970
 */
public record NewAccount(
        Nickname name,
        String firstName,
        String lastName,
        @Nullable String email,
        Verifier verifier,
        long createdAtMillis) {}
