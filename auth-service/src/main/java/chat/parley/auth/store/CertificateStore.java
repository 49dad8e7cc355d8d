package chat.parley.auth.store;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.Certificate;
import chat.parley.contracts.identity.AccountId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The certificates that belong to accounts, by their fingerprints; each to one account at most. Fails as {@link AccountStore} does. */
public interface CertificateStore {

    /** Whose it is. */
    Future<Optional<Account>> owner(String fingerprint);

    /** An account's, oldest first. */
    Future<List<Certificate>> of(AccountId account);

    /**
     * Adds one, unless it belongs to somebody already, or the account has as many as it may; it is on disk when the Future succeeds.
     *
     * @return whether it was added
     */
    Future<Boolean> add(AccountId account, Certificate certificate, int most);

    /** Removes one; whether it was there. Idempotent. */
    Future<Boolean> remove(AccountId account, String fingerprint);
}
