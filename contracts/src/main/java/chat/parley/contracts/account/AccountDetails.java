package chat.parley.contracts.account;

import org.jspecify.annotations.Nullable;

/**
 * What who looks after the server may know of an account. Never its verifier.
 *
 * @param createdAtMillis since 1970; 0 for accounts of the system that Parley descends from
 * @param hasPassword false: nobody can sign in to it, for its password has ended, or it has had none
 * @param passwordUntilMillis when its password ends, or has ended, since 1970; 0: never
 */
public record AccountDetails(
        Account account, @Nullable String email, long createdAtMillis, boolean hasPassword, long passwordUntilMillis) {}
