package chat.parley.auth.model;

import chat.parley.contracts.account.Account;
import org.jspecify.annotations.Nullable;

/**
 * An account as it is stored.
 *
 * @param own the verifier of its password; null until an account of the system before has signed in once
 * @param legacy what that system left; null when it never was there, or is no longer needed
 */
public record StoredAccount(
        Account account, @Nullable Verifier own, @Nullable LegacyProof legacy) {

    /**
     * Whether a password is the account's. Costs exactly one derivation, whatever the answer.
     *
     * @param falseIterations what to spend where nothing is stored that could match
     */
    public boolean accepts(String password, int falseIterations) {
        if (own != null) {
            return own.matches(password);
        }
        if (legacy != null) {
            return legacy.matches(password, falseIterations);
        }
        Verifier.spend(password, falseIterations);
        return false;
    }
}
