package chat.parley.auth.password;

import chat.parley.auth.model.StoredAccount;
import chat.parley.auth.model.Verifier;
import chat.parley.auth.store.AccountStore;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.failure.ServiceException;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a password against the account of a name. An unknown name, an account without a password and a wrong password each cost
 * exactly one lookup and one derivation; a right one that is remembered costs none. Call from one context.
 */
public final class PasswordCheck {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordCheck.class);

    private final AccountStore store;
    private final DerivationPool pool;
    private final PasswordCache cache;
    private final int iterations;
    private final boolean keepLegacy;
    private final SecureRandom random;
    private final LongSupplier nowMillis;

    /**
     * Puts it together from its parts.
     *
     * @param iterations of verifiers that are made from now on
     * @param keepLegacy whether the verifier of the hex stays when the password's own is added
     * @param nowMillis a clock that is never set back
     */
    public PasswordCheck(
            AccountStore store,
            DerivationPool pool,
            PasswordCache cache,
            int iterations,
            boolean keepLegacy,
            SecureRandom random,
            LongSupplier nowMillis) {
        this.store = store;
        this.pool = pool;
        this.cache = cache;
        this.iterations = iterations;
        this.keepLegacy = keepLegacy;
        this.random = random;
        this.nowMillis = nowMillis;
    }

    /**
     * Whose password it is.
     *
     * @param stillWanted asked when its turn on the pool comes: a failure to answer with, or null to go on
     * @return the account; empty when the name or the password is wrong
     */
    public Future<Optional<Account>> check(
            String name, String password, Supplier<@Nullable ServiceException> stillWanted) {
        return store.find(name)
                .compose(found -> found.isEmpty()
                        ? derive(() -> acceptsNobody(password), stillWanted).map(_never -> Optional.empty())
                        : check(found.get(), password, stillWanted));
    }

    /** Makes the verifier of a new password. */
    public Future<Verifier> verifierOf(String password) {
        return derive(() -> newVerifier(password), () -> null);
    }

    /**
     * Gives an account another password; whatever the system before had left of the old one goes.
     *
     * @return false when there is no such account any more
     */
    public Future<Boolean> replace(Account account, String password) {
        return verifierOf(password)
                .compose(verifier -> store.setVerifier(account.id(), verifier, false)
                        .onSuccess(_stored -> remember(account, verifier, password)));
    }

    /** Remembers the password of a new account. */
    public void remember(Account account, Verifier verifier, String password) {
        cache.remember(account.id(), verifier, password, nowMillis.getAsLong());
    }

    private Future<Optional<Account>> check(
            StoredAccount stored, String password, Supplier<@Nullable ServiceException> stillWanted) {
        Account account = stored.account();
        Verifier own = stored.own();
        if (own != null && cache.knows(account.id(), own, password, nowMillis.getAsLong())) {
            return Future.succeededFuture(Optional.of(account));
        }
        return derive(() -> stored.accepts(password, iterations), stillWanted)
                .compose(right -> right ? welcome(stored, password) : Future.succeededFuture(Optional.empty()));
    }

    private Future<Optional<Account>> welcome(StoredAccount stored, String password) {
        Account account = stored.account();
        Verifier own = stored.own();
        boolean needless = stored.legacy() != null && !keepLegacy;
        if (own != null && own.iterations() >= iterations && !needless) {
            remember(account, own, password);
            return Future.succeededFuture(Optional.of(account));
        }
        return renew(account, password)
                .recover(failure -> {
                    LOG.atWarn()
                            .addKeyValue("account", account.id().value())
                            .addKeyValue("cause", failure.getMessage())
                            .log("Signed in, but could not renew the verifier; the next sign-in tries again");
                    return Future.succeededFuture();
                })
                .map(_renewed -> Optional.of(account));
    }

    private Future<Void> renew(Account account, String password) {
        return verifierOf(password)
                .compose(verifier -> store.setVerifier(account.id(), verifier, keepLegacy)
                        .onSuccess(_stored -> remember(account, verifier, password))
                        .mapEmpty());
    }

    private <T> Future<T> derive(Callable<T> work, Supplier<@Nullable ServiceException> stillWanted) {
        return pool.derive(work, stillWanted);
    }

    private Verifier newVerifier(String password) {
        byte[] salt = new byte[Verifier.SALT_BYTES];
        random.nextBytes(salt);
        return Verifier.derive(password, salt, iterations);
    }

    private boolean acceptsNobody(String password) {
        Verifier.spend(password, iterations);
        return false;
    }
}
